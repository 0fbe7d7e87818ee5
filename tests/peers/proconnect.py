"""ProConnect on loopback: discovery, authorize, token, userinfo as a signed JWT, keys that rotate, end of session.

It checks who asks as the real one does – number, secret, return address, a code once and for thirty seconds – and can
lie in every way that matters: `lies` are changes to what it signs, by part.
"""

import base64
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CODE_GOOD_FOR_SECONDS = 30
KNOWN = {"response_type", "client_id", "redirect_uri", "scope", "claims", "state", "nonce", "prompt", "idp_hint"}


class Key:
    """A signing key with its public half as the provider shows it."""

    def __init__(self, algorithm: str = "RS256") -> None:
        self.name, self.algorithm = secrets.token_hex(8), algorithm
        self.private: Any = (
            rsa.generate_private_key(public_exponent=65537, key_size=2048)
            if algorithm == "RS256"
            else ec.generate_private_key(ec.SECP256R1())
        )

    def shown(self) -> dict[str, Any]:
        kind = jwt.get_algorithm_by_name(self.algorithm)
        public: dict[str, Any] = json.loads(kind.to_jwk(self.private.public_key()))  # type: ignore[attr-defined]
        return {**public, "kid": self.name, "alg": self.algorithm, "use": "sig"}

    def sign(self, claims: dict[str, Any], **headers: Any) -> str:
        return jwt.encode(claims, self.private, algorithm=self.algorithm, headers={"kid": self.name, **headers})


def unsigned(claims: dict[str, Any], name: str) -> str:
    """What «alg: none» makes of claims."""
    parts = ({"alg": "none", "kid": name}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


@dataclass
class Peer:
    """The provider. person: what it says of whoever signs in; clients: number → secret."""

    url: str = ""
    clients: dict[str, str] = field(default_factory=dict)
    returns: set[str] = field(default_factory=set)
    person: dict[str, Any] = field(default_factory=dict)
    key: Key = field(default_factory=Key)
    shown_keys: list[Key] | None = None
    lies: dict[str, dict[str, Any]] = field(default_factory=dict)
    sign: Callable[[str, dict[str, Any]], str] | None = None
    answer: dict[str, Callable[[BaseHTTPRequestHandler], bool]] = field(default_factory=dict)
    codes: dict[str, tuple[float, dict[str, str]]] = field(default_factory=dict)
    bearers: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    ended: list[dict[str, str]] = field(default_factory=list)

    def rotate(self, algorithm: str = "RS256") -> None:
        """Sign with a new key, shown beside nothing else."""
        self.key = Key(algorithm)

    def signed(self, part: str, claims: dict[str, Any]) -> str:
        claims = {name: value for name, value in {**claims, **self.lies.get(part, {})}.items() if value is not ...}
        return self.sign(part, claims) if self.sign else self.key.sign(claims)

    def authorize(self, asked: dict[str, str]) -> str | None:
        """Where the browser goes; None for a request that the real one refuses."""
        fine = (
            set(asked) <= KNOWN
            and asked.get("response_type") == "code"
            and asked.get("client_id") in self.clients
            and asked.get("redirect_uri") in self.returns
            and len(asked.get("state", "")) >= 32
            and len(asked.get("nonce", "")) >= 32
            and "openid" in asked.get("scope", "").split()
        )
        if not fine:
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = (time.time(), asked)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.url})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        made, asked = self.codes.pop(form.get("code", ""), (0.0, {}))
        us = form.get("client_id", "")
        if not asked or time.time() - made > CODE_GOOD_FOR_SECONDS or asked["client_id"] != us:
            return 400, {"error": "invalid_grant"}
        if self.clients.get(us) != form.get("client_secret") or form.get("redirect_uri") != asked["redirect_uri"]:
            return 401, {"error": "invalid_client"}
        bearer = secrets.token_urlsafe(16)
        self.bearers[bearer] = asked
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": us, "sub": self.person["sub"], "iat": now, "exp": now + 60,
            "nonce": asked["nonce"], "acr": "eidas1", "amr": ["pwd"],
        }  # fmt: skip
        return 200, {
            "access_token": bearer, "token_type": "Bearer", "expires_in": 60,
            "id_token": self.signed("id_token", claims),
        }  # fmt: skip

    def userinfo(self, bearer: str) -> str | None:
        asked = self.bearers.get(bearer)
        if asked is None:
            return None
        now = int(time.time())
        about = {"iss": self.url, "aud": asked["client_id"], "iat": now, "exp": now + 60, **self.person}
        return self.signed("userinfo", about)


@contextmanager
def proconnect() -> Iterator[Peer]:
    """The provider for the length of a block."""
    peer = Peer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None: ...

        def do_GET(self) -> None:
            self.serve({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            self.serve({name: values[0] for name, values in parse_qs(body).items()})

        def serve(self, form: dict[str, str]) -> None:
            parts = urlsplit(self.path)
            path = parts.path.removeprefix("/api/v2")
            peer.requests.append(path)
            with suppress(OSError):
                strange = peer.answer.get(path)
                if strange and strange(self):
                    return
                self.known(path, {name: values[0] for name, values in parse_qs(parts.query).items()}, form)

        def known(self, path: str, query: dict[str, str], form: dict[str, str]) -> None:
            if path == "/.well-known/openid-configuration":
                names = ("authorization", "token", "userinfo")
                addresses = {f"{name}_endpoint": f"{peer.url}/{name}" for name in names}
                addresses |= {"jwks_uri": f"{peer.url}/jwks", "end_session_endpoint": f"{peer.url}/session/end"}
                self.say(200, {"issuer": peer.url, **addresses, **peer.lies.get("discovery", {})})
            elif path == "/jwks":
                keys = [peer.key] if peer.shown_keys is None else peer.shown_keys
                self.say(200, {"keys": [key.shown() for key in keys]})
            elif path == "/authorization":
                to = peer.authorize(query)
                self.go(to) if to else self.say(400, {"error": "Y000400"})
            elif path == "/token":
                self.say(*peer.token(form))
            elif path == "/userinfo":
                said = peer.userinfo(self.headers.get("authorization", "").removeprefix("Bearer "))
                self.say(200, said, "application/jwt") if said else self.say(401, {"error": "invalid_token"})
            elif path == "/session/end":
                peer.ended.append(query)
                self.go(f"{query['post_logout_redirect_uri']}?{urlencode({'state': query['state']})}")
            else:
                self.say(404, {})

        def say(self, status: int, what: Any, kind: str = "application/json") -> None:
            content = (what if isinstance(what, str) else json.dumps(what)).encode()
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def go(self, to: str) -> None:
            self.send_response(303)
            self.send_header("location", to)
            self.send_header("content-length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    peer.url = f"http://127.0.0.1:{server.server_address[1]}/api/v2"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()

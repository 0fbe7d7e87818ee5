"""Accounts. A choice of allauth's views, under its names, on our paths."""

from django.urls import path

from boards.accounts.views import entering, own, passwords, proconnect, second_factor

urlpatterns = [
    path("connexion", entering.SignIn.as_view(), name="account_login"),
    path("connexion/code", entering.AskForCode.as_view(), name="account_request_login_code"),
    path("connexion/code/confirmer", entering.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("connexion/deux-etapes", second_factor.Confirm.as_view(), name="mfa_authenticate"),
    path("connexion/proconnect", proconnect.Begin.as_view(), name="proconnect_begin"),
    path("connexion/proconnect/retour", proconnect.Back.as_view(), name="proconnect_back"),
    path("creer", entering.SignUp.as_view(), name="account_signup"),
    path("deconnexion", entering.SignOut.as_view(), name="account_logout"),
    path("deconnexion/retour", proconnect.Left.as_view(), name="proconnect_left"),
    path("ferme", entering.Closed.as_view(), name="account_inactive"),
    path("mot-de-passe", passwords.ChangePassword.as_view(), name="account_change_password"),
    path("mot-de-passe/choisir", passwords.SetPassword.as_view(), name="account_set_password"),
    path("mot-de-passe/oublie", passwords.Forgotten.as_view(), name="account_reset_password"),
    path("mot-de-passe/oublie/envoye", passwords.ForgottenSent.as_view(), name="account_reset_password_done"),
    path(
        "mot-de-passe/nouveau/<str:uidb36>/<str:key>",
        passwords.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/nouveau", passwords.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    path("moi", own.Home.as_view(), name="account_home"),
    path("appareils", own.Devices.as_view(), name="account_devices"),
    path("appareils/fermer", own.EndOtherDevices.as_view(), name="account_end_devices"),
    path("appareils/<int:pk>/fermer", own.EndDevice.as_view(), name="account_end_device"),
    path("confirmer", second_factor.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("confirmer/code", second_factor.ConfirmAgain.as_view(), name="mfa_reauthenticate"),
    path("deux-etapes", second_factor.Overview.as_view(), name="mfa_index"),
    path("deux-etapes/application", second_factor.Activate.as_view(), name="mfa_activate_totp"),
    path("deux-etapes/retirer", second_factor.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path("deux-etapes/secours", second_factor.EmergencyCodes.as_view(), name="mfa_view_recovery_codes"),
    path("deux-etapes/secours/nouveaux", second_factor.NewEmergencyCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "deux-etapes/secours/telecharger",
        second_factor.DownloadEmergencyCodes.as_view(),
        name="mfa_download_recovery_codes",
    ),
]

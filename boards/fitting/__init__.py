"""Who fits which job, with the reasons an adviser would give. A rule ranks; people decide."""

-- What a secret is called, and from when on it is good: at once where nothing is said.
alter table app_secrets add column display_name text, add column starts_at bigint;

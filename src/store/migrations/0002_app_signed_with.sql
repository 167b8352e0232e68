-- What signs the ID tokens of an app, and the access tokens for it where it is a resource.
alter table apps add column signed_with text not null default 'RS256' check (signed_with in ('RS256', 'ES256'));

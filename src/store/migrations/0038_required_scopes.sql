-- What an app asks to do in people's names, as it is registered: scopes with the address of their resource.
alter table apps
  add column required_scopes jsonb not null default '[]' check (jsonb_typeof(required_scopes) = 'array');

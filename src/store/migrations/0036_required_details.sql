-- Which details people have to have before they go on, asked of members and of guests; nothing in it, none.
alter table tenants
  add column required_details jsonb not null default '{}' check (jsonb_typeof(required_details) = 'object');

-- Where people without a place of their own use what their groups give them.
alter table tenants add column usage_location text check (usage_location ~ '^[A-Z]{2}$');

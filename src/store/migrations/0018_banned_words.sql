-- Words that passwords of an organisation may not be made of.
alter table tenants add column banned_words text[] not null default '{}' check (cardinality(banned_words) <= 1000);

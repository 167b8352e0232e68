-- What names look like is said by all of Unicode's confusables now. Names that were given before may turn out to look the same: both
-- are kept and told (`admit check`), so the index tells apart no longer. Who gives a name holds the others (store/names.ts, turn.ts).
drop index accounts_name_look;
create index accounts_name_look on accounts (tenant_id, name_look) where name_look is not null;
drop index account_aliases_look;
create index account_aliases_look on account_aliases (tenant_id, name_look) where name_look is not null;
drop index groups_name_look;
create index groups_name_look on groups (tenant_id, name_look);

-- The edition of looks that the tenant's names were looked at by; a job looks at them anew where it is an earlier one.
alter table tenants add column look_edition int not null default 0;

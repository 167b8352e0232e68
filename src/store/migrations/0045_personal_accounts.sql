-- One tenant of a server may be that of personal accounts: people from outside who signed up themselves. It is no organisation.
alter table tenants
  add column kind text not null default 'organisation' check (kind in ('organisation', 'personal'));
create unique index tenants_personal on tenants (kind) where kind = 'personal';

-- A letter may go to an address that nobody has an account for yet.
alter table messages alter column account_id drop not null;

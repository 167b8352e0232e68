-- What proves a domain: a text of its own for each tenant and domain, which its owner shows in DNS.
alter table domains add column token text not null default replace(gen_random_uuid()::text, '-', '');

-- The domain of a sign-in name, so that who uses a domain is found by it.
alter table accounts
  add column name_domain text collate "C" generated always as (split_part(name_key, '@', 2)) stored;
create index accounts_name_domain on accounts (tenant_id, name_domain);

-- What a name looks like, where that is another text than its key: no two names look the same.
alter table accounts add column name_look text collate "C";
create unique index accounts_name_look on accounts (tenant_id, name_look) where name_look is not null;

-- Further names to sign in with. A name is one account's, whether it is the account's own or an alias.
create table account_aliases (
  tenant_id uuid not null,
  name_key text collate "C" not null,
  account_id uuid not null,
  name text not null check (length(name) between 3 and 320),
  name_look text collate "C",
  name_domain text collate "C" generated always as (split_part(name_key, '@', 2)) stored,
  primary key (tenant_id, name_key),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create unique index account_aliases_look on account_aliases (tenant_id, name_look) where name_look is not null;
create index account_aliases_account on account_aliases (tenant_id, account_id);
create index account_aliases_domain on account_aliases (tenant_id, name_domain);
alter table account_aliases enable row level security;
alter table account_aliases force row level security;
create policy tenant on account_aliases using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- The names of groups, looked up and told apart in the same way.
alter table groups add column name_look text collate "C";
alter table groups no force row level security;
-- Of two that were told apart until now, the older id has the name.
update groups g set name_look = lower(normalize(g.name, NFKC)) where not exists (select 1 from groups o
  where o.tenant_id = g.tenant_id and o.id < g.id and lower(normalize(o.name, NFKC)) = lower(normalize(g.name, NFKC)));
alter table groups force row level security;
create unique index groups_name_look on groups (tenant_id, name_look);

-- Deleted people are found by when they were deleted, and have no seats until they are restored.
create index accounts_deleted_at on accounts (tenant_id, deleted_at) where deleted_at is not null;
alter table accounts no force row level security;
alter table products no force row level security;
alter table licence_assignments no force row level security;
update licence_assignments l set state = 'error', error = 'no_seats' from accounts a
  where l.state = 'active' and a.tenant_id = l.tenant_id and a.id = l.account_id and a.deleted_at is not null;
alter table accounts force row level security;
alter table products force row level security;
alter table licence_assignments force row level security;

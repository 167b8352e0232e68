-- SCIM 2.0 (ADR 0015): provisioning clients, and what they find people and groups by.

-- A client's bearer token: the token names its tenant and itself, and only the hash of it is kept (SEC-22).
create table scim_tokens (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 256),
  hash text not null,
  hint text not null,
  reach text not null check (reach in ('people', 'administrators')),
  per_minute integer not null check (per_minute between 1 and 60000),
  -- What was spent of this minute's requests, counted here so that all servers share it (SEC-40).
  spent integer not null default 0,
  minute bigint not null default 0,
  made_by uuid,
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint,
  primary key (tenant_id, id)
);

alter table scim_tokens enable row level security;
alter table scim_tokens force row level security;
create policy tenant on scim_tokens using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Columns of their own: behind row-level security an index on an expression is not used, for `lower` and `->>` might leak.
alter table accounts
  add column external_id text generated always as (left(attributes ->> 'externalId', 255)) stored,
  add column mail_key text generated always as (left(lower(attributes ->> 'mail'), 320)) stored,
  add column employee_key text generated always as (left(lower(attributes ->> 'employeeId'), 256)) stored;
create unique index accounts_external on accounts (tenant_id, external_id) where external_id is not null;
create index accounts_mail on accounts (tenant_id, mail_key) where mail_key is not null;
create index accounts_employee on accounts (tenant_id, employee_key) where employee_key is not null;

alter table groups add column external_id text check (length(external_id) between 1 and 255);
create unique index groups_external on groups (tenant_id, external_id) where external_id is not null;

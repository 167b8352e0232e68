-- Every table of a tenant carries tenant_id first in its key and is behind row-level security: a query that forgets its
-- tenant sees nothing (SEC-30). The server connects as the owner, who is no superuser, and FORCE makes the wall hold for it too.

create table install (
  one boolean primary key default true check (one),
  made_at timestamptz not null default now()
);
insert into install default values;

create table tenants (
  id uuid primary key,
  name text not null check (length(name) between 1 and 256),
  password_lifetime_days integer check (password_lifetime_days between 1 and 3650),
  user_consent text not null default 'on' check (user_consent in ('on', 'off')),
  -- Counts every change to what all people of the tenant share: what is cached under one version is never stale.
  shape_version bigint not null default 1,
  is_demo boolean not null default false,
  made_at timestamptz not null default now()
);

create table domains (
  tenant_id uuid not null references tenants on delete cascade,
  name text not null check (name = lower(name)),
  is_verified boolean not null,
  is_default boolean not null default false,
  primary key (tenant_id, name)
);
-- A verified domain belongs to one tenant; unverified claims may be many.
create unique index domains_one_owner on domains (name) where is_verified;

create table accounts (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  sign_in_name text not null check (length(sign_in_name) between 3 and 320),
  name_key text not null,
  display_name text not null check (length(display_name) between 1 and 256),
  user_type text not null default 'member' check (user_type in ('member', 'guest')),
  is_enabled boolean not null default true,
  deleted_at bigint,
  locked_until bigint,
  failed_attempts integer not null default 0,
  lock_count integer not null default 0,
  password_hash text,
  password_set_at bigint,
  password_never_expires boolean not null default false,
  must_change_password boolean not null default false,
  mfa_state text not null default 'disabled' check (mfa_state in ('disabled', 'enabled', 'enforced')),
  manager_id uuid,
  attributes jsonb not null default '{}',
  is_emergency boolean not null default false,
  sessions_revoked_at bigint,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create unique index accounts_name on accounts (tenant_id, name_key);
create index accounts_display on accounts (tenant_id, lower(display_name), id);

create table methods (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('totp')),
  sealed_secret bytea not null,
  -- The last time step a code was taken for: no code works twice (SEC-07).
  last_step bigint not null default 0,
  is_usable boolean not null default true,
  created_at bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index methods_account on methods (tenant_id, account_id);

create table groups (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 256),
  description text,
  rule text check (length(rule) <= 3072),
  rule_changed_at bigint,
  processed_at bigint,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create unique index groups_name on groups (tenant_id, lower(name));

create table group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  how text not null check (how in ('direct', 'rule')),
  primary key (tenant_id, group_id, account_id),
  foreign key (tenant_id, group_id) references groups on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index group_members_account on group_members (tenant_id, account_id);

create table group_nesting (
  tenant_id uuid not null,
  parent_id uuid not null,
  child_id uuid not null,
  primary key (tenant_id, parent_id, child_id),
  check (parent_id <> child_id),
  foreign key (tenant_id, parent_id) references groups on delete cascade,
  foreign key (tenant_id, child_id) references groups on delete cascade
);
create index group_nesting_child on group_nesting (tenant_id, child_id);

create table products (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null,
  sku_part_number text not null,
  plans jsonb not null default '[]',
  status text not null check (status in ('enabled', 'warning', 'suspended', 'deleted', 'locked_out')),
  expires_at bigint,
  seats integer not null check (seats >= 0),
  primary key (tenant_id, id)
);

create table licence_assignments (
  tenant_id uuid not null,
  account_id uuid not null,
  product_id uuid not null,
  -- The group it comes through; the zero id is a direct assignment.
  group_id uuid not null default '00000000-0000-0000-0000-000000000000',
  disabled_plans jsonb not null default '[]',
  state text not null default 'active' check (state in ('active', 'error')),
  error text check (error in ('no_seats', 'usage_location_missing', 'conflicting_plans', 'missing_prerequisite')),
  primary key (tenant_id, account_id, product_id, group_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade,
  foreign key (tenant_id, product_id) references products
);
create index licence_assignments_product on licence_assignments (tenant_id, product_id, state);

create table group_licences (
  tenant_id uuid not null,
  group_id uuid not null,
  product_id uuid not null,
  disabled_plans jsonb not null default '[]',
  primary key (tenant_id, group_id, product_id),
  -- A group that holds licences cannot be deleted.
  foreign key (tenant_id, group_id) references groups,
  foreign key (tenant_id, product_id) references products
);

create table policies (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  made bigint generated always as identity,
  body jsonb not null,
  primary key (tenant_id, id)
);

create table named_locations (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null,
  is_trusted boolean not null,
  ranges jsonb not null,
  primary key (tenant_id, id)
);

create table apps (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 256),
  description text,
  home_url text,
  is_enabled boolean not null default true,
  is_own boolean not null default false,
  is_public_client boolean not null default false,
  redirect_uris jsonb not null default '[]',
  post_logout_uris jsonb not null default '[]',
  assignment_required boolean not null default false,
  required_plan text,
  identifier_uri text,
  scopes jsonb not null default '[]',
  app_permissions jsonb not null default '[]',
  admin_consent jsonb not null default '[]',
  created_at bigint not null,
  primary key (tenant_id, id)
);
create unique index apps_identifier on apps (tenant_id, identifier_uri) where identifier_uri is not null;
create index apps_id on apps (id);

create table app_secrets (
  tenant_id uuid not null,
  app_id uuid not null,
  id uuid not null,
  hash text not null,
  hint text not null,
  created_at bigint not null,
  expires_at bigint,
  primary key (tenant_id, app_id, id),
  foreign key (tenant_id, app_id) references apps on delete cascade
);

create table app_assignments (
  tenant_id uuid not null,
  app_id uuid not null,
  principal_id uuid not null,
  principal_kind text not null check (principal_kind in ('account', 'group')),
  primary key (tenant_id, app_id, principal_id),
  foreign key (tenant_id, app_id) references apps on delete cascade
);
create index app_assignments_principal on app_assignments (tenant_id, principal_id);

create table consents (
  tenant_id uuid not null,
  account_id uuid not null,
  app_id uuid not null,
  scopes jsonb not null,
  primary key (tenant_id, account_id, app_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade,
  foreign key (tenant_id, app_id) references apps on delete cascade
);

create table instances (
  tenant_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  name text not null,
  region text not null,
  url text not null,
  state text not null default 'enabled' check (state in ('enabled', 'maintenance', 'disabled')),
  maintenance_until bigint,
  roles jsonb not null default '[]',
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps on delete cascade
);

create table instance_users (
  tenant_id uuid not null,
  instance_id uuid not null,
  account_id uuid not null,
  is_enabled boolean not null default true,
  roles jsonb not null default '[]',
  primary key (tenant_id, instance_id, account_id),
  foreign key (tenant_id, instance_id) references instances on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index instance_users_account on instance_users (tenant_id, account_id);

create table role_assignments (
  tenant_id uuid not null,
  account_id uuid not null,
  role text not null,
  primary key (tenant_id, account_id, role),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

create table signing_keys (
  tenant_id uuid not null references tenants on delete cascade,
  id text not null,
  alg text not null,
  sealed_jwk bytea not null,
  created_at bigint not null,
  retired_at bigint,
  primary key (tenant_id, id)
);

-- Codes, tokens, grants and sessions of the OpenID Connect provider, by a hash of what the client holds.
create table artifacts (
  tenant_id uuid not null references tenants on delete cascade,
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  expires_at bigint,
  consumed_at bigint,
  primary key (tenant_id, model, id)
);
create index artifacts_grant on artifacts (tenant_id, grant_id) where grant_id is not null;
create index artifacts_uid on artifacts (tenant_id, model, uid) where uid is not null;
create index artifacts_expiry on artifacts (expires_at);

create table browser_sessions (
  tenant_id uuid not null,
  id text not null,
  account_id uuid not null,
  started_at bigint not null,
  auth_at bigint not null,
  second_factor_at bigint,
  last_seen_at bigint not null,
  ended_at bigint,
  ip text,
  client text,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index browser_sessions_account on browser_sessions (tenant_id, account_id);

create table session_grants (
  tenant_id uuid not null,
  session_id text not null,
  grant_id text not null,
  primary key (tenant_id, session_id, grant_id),
  foreign key (tenant_id, session_id) references browser_sessions on delete cascade
);

create table sign_in_flows (
  tenant_id uuid not null references tenants on delete cascade,
  id text not null,
  body jsonb not null,
  expires_at bigint not null,
  primary key (tenant_id, id)
);

create table sign_ins (
  tenant_id uuid not null references tenants on delete cascade,
  id bigint generated always as identity,
  at bigint not null,
  kind text not null check (kind in ('interactive', 'single_sign_on', 'refresh', 'client')),
  account_id uuid,
  sign_in_name text,
  app_id text,
  instance_id uuid,
  ip text,
  client text,
  correlation_id text not null,
  reference text not null,
  outcome text not null check (outcome in ('admit', 'challenge', 'refuse', 'unknown')),
  code text,
  number integer,
  asked jsonb not null,
  snapshot_digest text not null,
  gate_list_version text not null,
  trace jsonb not null,
  primary key (tenant_id, id)
);
create unique index sign_ins_reference on sign_ins (tenant_id, reference);
create index sign_ins_account on sign_ins (tenant_id, account_id, id desc);

create table journal_heads (
  tenant_id uuid primary key references tenants on delete cascade,
  seq bigint not null default 0,
  hash bytea not null default '\x'
);

create table journal (
  tenant_id uuid not null references tenants on delete restrict,
  seq bigint not null,
  at bigint not null,
  actor uuid,
  actor_kind text not null check (actor_kind in ('person', 'self', 'app', 'system', 'command_line')),
  operation_id uuid not null,
  kind text not null,
  entity text not null,
  entity_id text not null,
  reason text,
  -- The payload holds what was there before and after. It can be erased: the chain runs over its digest.
  salt bytea not null,
  payload jsonb,
  payload_digest bytea not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create index journal_entity on journal (tenant_id, entity, entity_id, seq);

-- Append-only: the one thing that may ever happen to an entry is that its payload is erased (SEC-34).
create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.payload is null and row(new.*) is not distinct from
     row(old.tenant_id, old.seq, old.at, old.actor, old.actor_kind, old.operation_id, old.kind, old.entity, old.entity_id, old.reason,
         old.salt, null::jsonb, old.payload_digest, old.prev_hash, old.hash) then
    return new;
  end if;
  raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_append_only before update or delete on journal for each row execute function journal_is_append_only();
create trigger journal_no_truncate before truncate on journal for each statement execute function journal_is_append_only();

do $$
declare
  name text;
begin
  foreach name in array array['domains', 'accounts', 'methods', 'groups', 'group_members', 'group_nesting', 'products', 'licence_assignments',
    'group_licences', 'policies', 'named_locations', 'apps', 'app_secrets', 'app_assignments', 'consents', 'instances', 'instance_users',
    'role_assignments', 'signing_keys', 'artifacts', 'browser_sessions', 'session_grants', 'sign_in_flows', 'sign_ins', 'journal_heads', 'journal']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;

-- The two questions that are asked before any tenant is known, and nothing more of these tables: whose domain, whose app.
create policy finding on domains for select using (current_setting('admit.finding', true) = 'domain');
create policy finding on apps for select using (current_setting('admit.finding', true) = 'app');

-- Roles within administrative units and through groups, owners of groups, and Microsoft 365 groups that can be restored (ADR 0019).

create table units (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 256),
  description text,
  primary key (tenant_id, id)
);
create unique index units_name on units (tenant_id, lower(name));

create table unit_accounts (
  tenant_id uuid not null,
  unit_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, account_id, unit_id),
  foreign key (tenant_id, unit_id) references units on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index unit_accounts_unit on unit_accounts (tenant_id, unit_id, account_id);

create table unit_groups (
  tenant_id uuid not null,
  unit_id uuid not null,
  group_id uuid not null,
  primary key (tenant_id, group_id, unit_id),
  foreign key (tenant_id, unit_id) references units on delete cascade,
  foreign key (tenant_id, group_id) references groups on delete cascade
);
create index unit_groups_unit on unit_groups (tenant_id, unit_id);

alter table groups
  add column kind text not null default 'security' check (kind in ('security', 'microsoft365')),
  add column mail_nickname text check (length(mail_nickname) between 1 and 64),
  add column is_role_assignable boolean not null default false,
  -- Who is in a group for roles is said by hand.
  add constraint groups_for_roles_are_assigned check (not is_role_assignable or rule is null),
  add constraint groups_of_mail_have_a_nickname check (kind = 'security' or mail_nickname is not null);
create unique index groups_mail_nickname on groups (tenant_id, lower(mail_nickname)) where kind = 'microsoft365';

create table group_owners (
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, group_id, account_id),
  foreign key (tenant_id, group_id) references groups on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index group_owners_account on group_owners (tenant_id, account_id);

-- What a deleted Microsoft 365 group was, for 30 days; a name is free again at once.
create table deleted_groups (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null,
  body jsonb not null,
  deleted_at bigint not null,
  primary key (tenant_id, id)
);

-- A role holds everywhere, which is the zero unit, or within one.
alter table role_assignments
  add column unit_id uuid not null default '00000000-0000-0000-0000-000000000000',
  drop constraint role_assignments_pkey,
  add primary key (tenant_id, account_id, role, unit_id);
create index role_assignments_role on role_assignments (tenant_id, role);
create index role_assignments_unit on role_assignments (tenant_id, unit_id)
  where unit_id <> '00000000-0000-0000-0000-000000000000';

create table group_roles (
  tenant_id uuid not null,
  group_id uuid not null,
  role text not null,
  unit_id uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (tenant_id, group_id, role, unit_id),
  foreign key (tenant_id, group_id) references groups on delete cascade
);

do $$
declare
  name text;
begin
  foreach name in array array['units', 'unit_accounts', 'unit_groups', 'group_owners', 'deleted_groups', 'group_roles']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;

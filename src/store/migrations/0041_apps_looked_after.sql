-- What an app has beside its registration: roles for those who use it, what tokens say to it of them, who looks after it, and since
-- when it is deleted. A deleted one keeps all that hangs on it for 30 days.
alter table apps
  add column roles jsonb not null default '[]' check (jsonb_typeof(roles) = 'array'),
  add column group_claims jsonb not null default '[]' check (jsonb_typeof(group_claims) = 'array'),
  add column optional_claims jsonb not null default '{}' check (jsonb_typeof(optional_claims) = 'object'),
  add column tags jsonb not null default '[]' check (jsonb_typeof(tags) = 'array'),
  add column notes text check (length(notes) <= 1024),
  add column deleted_at bigint;
-- Until it is restored, its address is free for another.
drop index apps_identifier;
create unique index apps_identifier on apps (tenant_id, identifier_uri) where identifier_uri is not null and deleted_at is null;
create index apps_deleted on apps (tenant_id, deleted_at) where deleted_at is not null;

-- Apps have roles in apps too, for what they do by themselves.
alter table app_assignments
  drop constraint app_assignments_principal_kind_check,
  add constraint app_assignments_principal_kind_check check (principal_kind in ('account', 'group', 'app'));

-- An assignment without any of these is one to the app as a whole; with some, the zero role is that.
create table app_roles_given (
  tenant_id uuid not null references tenants on delete cascade,
  app_id uuid not null,
  principal_id uuid not null,
  role_id uuid not null,
  primary key (tenant_id, app_id, principal_id, role_id),
  foreign key (tenant_id, app_id, principal_id) references app_assignments on delete cascade
);

create table app_owners (
  tenant_id uuid not null references tenants on delete cascade,
  app_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, app_id, account_id),
  foreign key (tenant_id, app_id) references apps on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index app_owners_account on app_owners (tenant_id, account_id);

do $$
declare
  name text;
begin
  foreach name in array array['app_roles_given', 'app_owners']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;

-- What the API below /v1.0 asks for: groups by name, people by when they came, the deleted and the guests; the journal by time
-- and by actor; who joined and left groups while somebody follows that; how often each caller asks.

-- Row-level security lets no function look into an index: what groups are found by stands in a column of its own.
alter table groups add column name_key text collate "C" generated always as (folded(name)) stored;
create index groups_name_key on groups (tenant_id, name_key, id);

create index accounts_created on accounts (tenant_id, created_at, id);
create index accounts_deleted on accounts (tenant_id, display_key, id) where deleted_at is not null;
create index accounts_guests on accounts (tenant_id, display_key, id) where user_type = 'guest';

-- Logs are written in the order of time: a few blocks hold any stretch of it.
create index journal_at on journal using brin (tenant_id, at);
create index sign_ins_at on sign_ins using brin (tenant_id, at);
create index journal_roles on journal (tenant_id, seq) where kind in ('assign_role', 'remove_role');
create index journal_actor on journal (tenant_id, actor, seq) where actor is not null;

-- Memberships change by the million without an entry each in the journal. Until this instant somebody follows them.
alter table tenants add column members_followed_until bigint not null default 0;
-- The transaction from which on every change is noted: who asks about earlier ones has to begin anew.
alter table tenants add column members_followed_since xid8;

-- The last change of each membership: by which transaction. What it is now, group_members says.
create table member_changes (
  tenant_id uuid not null references tenants on delete cascade,
  group_id uuid not null,
  account_id uuid not null,
  changed_by xid8 not null,
  primary key (tenant_id, group_id, account_id)
);
create index member_changes_by on member_changes (tenant_id, changed_by, group_id, account_id);
alter table member_changes enable row level security;
alter table member_changes force row level security;
create policy tenant on member_changes using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Nobody who writes memberships has to remember it, and it costs nothing where nobody follows.
create function note_member_changes() returns trigger language plpgsql as $$
begin
  if exists (select 1 from tenants where id = nullif(current_setting('admit.tenant', true), '')::uuid
    and members_followed_until > (extract(epoch from now()) * 1000)::bigint) then
    insert into member_changes (tenant_id, group_id, account_id, changed_by)
      select c.tenant_id, c.group_id, c.account_id, pg_current_xact_id() from changed c
      on conflict (tenant_id, group_id, account_id) do update set changed_by = excluded.changed_by;
  end if;
  return null;
end $$;
create trigger note_joined after insert on group_members referencing new table as changed
  for each statement execute function note_member_changes();
create trigger note_left after delete on group_members referencing old table as changed
  for each statement execute function note_member_changes();

-- Requests a minute that each caller of the API may make, and those that servers took for one so far, some at a time.
alter table tenants add column api_per_minute integer not null default 12000 check (api_per_minute >= 1);
create table api_callers (
  tenant_id uuid not null references tenants on delete cascade,
  caller text not null,
  minute bigint not null,
  taken integer not null,
  primary key (tenant_id, caller)
);
alter table api_callers enable row level security;
alter table api_callers force row level security;
create policy tenant on api_callers using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Permissions of our own API that came with it, for the tenants there are.
alter table apps no force row level security;
alter table apps disable trigger apps_shape;
update apps a set scopes = a.scopes || (select jsonb_agg(jsonb_build_object('name', n.name, 'title', n.title, 'consent', 'admin'))
  from (values
    ('User.RevokeSessions.All', 'End everybody''s sessions'),
    ('Domain.Read.All', 'See the domains'),
    ('RoleManagement.ReadWrite.Directory', 'Give and take roles'),
    ('AppRoleAssignment.ReadWrite.All', 'Say who may use which app'),
    ('DelegatedPermissionGrant.ReadWrite.All', 'Consent for everybody'),
    ('Directory.AccessAsUser.All', 'Do what you may do in the directory')
  ) n(name, title) where not a.scopes @> jsonb_build_array(jsonb_build_object('name', n.name)))
  where a.id = '00000000-ad01-4000-8000-000000000003';
alter table apps enable trigger apps_shape;
update tenants set shape_version = shape_version + 1;
alter table apps force row level security;

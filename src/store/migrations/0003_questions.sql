-- Who asked why somebody can or cannot sign in: part of the audit log, append-only like the journal (SEC-33). It stands beside
-- the journal and not in it: a question changes nothing, and must not wait for an import that holds the journal's head.

create table questions (
  tenant_id uuid not null references tenants on delete restrict,
  id bigint generated always as identity,
  at bigint not null,
  kind text not null check (kind in ('explain', 'what_if')),
  actor uuid,
  actor_kind text not null check (actor_kind in ('person', 'app', 'command_line')),
  -- Whom it was about; null where nobody has the name that was asked for.
  account_id uuid,
  app_id text not null,
  -- The recorded sign-in it was about, where one was.
  reference text,
  primary key (tenant_id, id)
);
create index questions_actor on questions (tenant_id, actor, at);
create index questions_account on questions (tenant_id, account_id, id);

create function questions_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the questions are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger questions_append_only before update or delete on questions for each row execute function questions_are_append_only();
create trigger questions_no_truncate before truncate on questions for each statement execute function questions_are_append_only();

alter table questions enable row level security;
alter table questions force row level security;
create policy tenant on questions using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Which tenants there are is asked before any is chosen; what one is like is changed by itself alone.
alter table tenants enable row level security;
alter table tenants force row level security;
create policy finding on tenants for select using (true);
create policy tenant on tenants using (id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Work too long for one request: done in pieces, each piece one transaction with how far it is, so that a killed job goes on
-- where it was and has every effect once (REL-05). The queue that wakes it is graphile_worker's.
create table jobs (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  kind text not null,
  -- What there is to do, as its kind reads it; never a secret.
  input jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  -- Where the next piece begins.
  cursor jsonb,
  result jsonb,
  problem jsonb,
  made_by uuid,
  made_by_kind text not null check (made_by_kind in ('person', 'self', 'app', 'system', 'command_line')),
  made_at bigint not null,
  started_at bigint,
  ended_at bigint,
  primary key (tenant_id, id)
);
create index jobs_newest on jobs (tenant_id, made_at desc, id);
create index jobs_open on jobs (tenant_id, kind) where state in ('waiting', 'running');

alter table jobs enable row level security;
alter table jobs force row level security;
create policy tenant on jobs using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

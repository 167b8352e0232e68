-- How long people may stay signed in: the tenant says for how many days, each session which kind it is.
alter table tenants
  add column stay_days integer not null default 30 check (stay_days between 0 and 90),
  -- The name, the colour, the words and the picture that its pages show, where it has said any.
  add column branding jsonb;
alter table browser_sessions add column kind text not null default 'browser' check (kind in ('browser', 'lasting', 'shared'));

-- Pictures by what is in them: those that were shown before can be shown again.
create table logos (
  tenant_id uuid not null references tenants on delete cascade,
  id text not null,
  type text not null check (type in ('image/png', 'image/jpeg')),
  bytes bytea not null check (length(bytes) <= 262144),
  added_at bigint not null,
  primary key (tenant_id, id)
);
alter table logos enable row level security;
alter table logos force row level security;
create policy tenant on logos using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Passwords that people had are not chosen again, and temporary ones end by themselves.
alter table tenants
  add column password_history integer not null default 3 check (password_history between 0 and 24),
  add column temporary_password_days integer not null default 7 check (temporary_password_days between 1 and 90);
alter table accounts add column temporary_until bigint;
create table password_history (
  tenant_id uuid not null,
  account_id uuid not null,
  set_at bigint not null,
  hash text not null,
  primary key (tenant_id, account_id, set_at),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
alter table password_history enable row level security;
alter table password_history force row level security;
create policy tenant on password_history using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

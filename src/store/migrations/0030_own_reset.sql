-- Whether people are asked at sign-in for what a reset of their password needs, and after how many days whether that still holds.
alter table tenants
  add column reset_registration text not null default 'asked' check (reset_registration in ('asked', 'off')),
  add column reset_reconfirm_days smallint not null default 180 check (reset_reconfirm_days between 0 and 730);

-- When a person last said where they are reached, and until when they want to be asked no more.
create table contact_reviews (
  tenant_id uuid not null references tenants on delete cascade,
  account_id uuid not null,
  holds_since bigint,
  put_off_until bigint,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

-- Addresses that letters came back from: what was last sent there did not arrive.
create table mail_failures (
  tenant_id uuid not null references tenants on delete cascade,
  account_id uuid not null,
  address text not null,
  failed_at bigint not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

-- Browsers known from before this instant are not known any more.
alter table accounts add column devices_forgotten_at bigint;

do $$
declare
  name text;
begin
  foreach name in array array['contact_reviews', 'mail_failures'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;

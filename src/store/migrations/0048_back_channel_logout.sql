-- Where an app is told that somebody is signed out (OpenID Connect Back-Channel Logout 1.0).
alter table apps add column back_channel_logout_uri text;

-- What apps are still to be told, and what became of it.
create table logouts (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  app_id uuid not null,
  -- Without a reference: it is told of whoever is deleted for good, too.
  account_id uuid not null,
  session_id text not null,
  grant_id text not null,
  made_at bigint not null,
  tries integer not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'given_up')),
  answer text,
  ended_at bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps on delete cascade
);
create index logouts_session on logouts (tenant_id, session_id);
create index logouts_app on logouts (tenant_id, app_id, made_at);

do $$
begin
  execute 'alter table logouts enable row level security';
  execute 'alter table logouts force row level security';
  execute 'create policy tenant on logouts using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)';
end $$;

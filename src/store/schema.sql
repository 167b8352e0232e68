-- Generated from the migrations for reading; never run. Tables marked walled show one tenant's rows alone.

create table account_aliases ( -- walled
  tenant_id uuid not null,
  name_key text not null,
  account_id uuid not null,
  name text not null,
  name_look text,
  name_domain text generated always as split_part(name_key, '@'::text, 2) stored,
  PRIMARY KEY (tenant_id, name_key),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  CHECK (((length(name) >= 3) AND (length(name) <= 320)))
);
CREATE INDEX account_aliases_account on account_aliases USING btree (tenant_id, account_id);
CREATE INDEX account_aliases_domain on account_aliases USING btree (tenant_id, name_domain);
CREATE INDEX account_aliases_look on account_aliases USING btree (tenant_id, name_look) WHERE (name_look IS NOT NULL);

create table accounts ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  sign_in_name text not null,
  name_key text not null,
  display_name text not null,
  user_type text not null default 'member'::text,
  is_enabled boolean not null default true,
  deleted_at bigint,
  password_hash text,
  password_set_at bigint,
  password_never_expires boolean not null default false,
  must_change_password boolean not null default false,
  mfa_state text not null default 'disabled'::text,
  manager_id uuid,
  attributes jsonb not null default '{}'::jsonb,
  is_emergency boolean not null default false,
  sessions_revoked_at bigint,
  created_at bigint not null,
  external_id text generated always as "left"((attributes ->> 'externalId'::text), 255) stored,
  mail_key text generated always as "left"(lower((attributes ->> 'mail'::text)), 320) stored,
  employee_key text generated always as "left"(lower((attributes ->> 'employeeId'::text)), 256) stored,
  display_key text generated always as folded(display_name) stored,
  second_key text generated always as split_part(folded(display_name), ' '::text, 2) stored,
  third_key text generated always as split_part(folded(display_name), ' '::text, 3) stored,
  department_key text generated always as folded_attribute(attributes, 'department'::text) stored,
  job_title_key text generated always as folded_attribute(attributes, 'jobTitle'::text) stored,
  city_key text generated always as folded_attribute(attributes, 'city'::text) stored,
  country_key text generated always as folded_attribute(attributes, 'country'::text) stored,
  company_name_key text generated always as folded_attribute(attributes, 'companyName'::text) stored,
  usage_location_key text generated always as folded_attribute(attributes, 'usageLocation'::text) stored,
  name_domain text generated always as split_part(name_key, '@'::text, 2) stored,
  name_look text,
  temporary_until bigint,
  password_reported_at bigint,
  access_from bigint,
  access_until bigint,
  devices_forgotten_at bigint,
  reset_link_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK (((length(display_name) >= 1) AND (length(display_name) <= 256))),
  CHECK ((mfa_state = ANY (ARRAY['disabled'::text, 'enabled'::text, 'enforced'::text]))),
  CHECK (((length(sign_in_name) >= 3) AND (length(sign_in_name) <= 320))),
  CHECK ((user_type = ANY (ARRAY['member'::text, 'guest'::text])))
);
CREATE INDEX accounts_blocked on accounts USING btree (tenant_id) WHERE (NOT is_enabled);
CREATE INDEX accounts_city on accounts USING btree (tenant_id, city_key);
CREATE INDEX accounts_company_name on accounts USING btree (tenant_id, company_name_key);
CREATE INDEX accounts_country on accounts USING btree (tenant_id, country_key);
CREATE INDEX accounts_created on accounts USING btree (tenant_id, created_at, id);
CREATE INDEX accounts_deleted on accounts USING btree (tenant_id, display_key, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX accounts_deleted_at on accounts USING btree (tenant_id, deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX accounts_department on accounts USING btree (tenant_id, department_key);
CREATE INDEX accounts_display on accounts USING btree (tenant_id, display_key, id);
CREATE INDEX accounts_employee on accounts USING btree (tenant_id, employee_key) WHERE (employee_key IS NOT NULL);
CREATE UNIQUE INDEX accounts_external on accounts USING btree (tenant_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX accounts_guests on accounts USING btree (tenant_id, display_key, id) WHERE (user_type = 'guest'::text);
CREATE INDEX accounts_job_title on accounts USING btree (tenant_id, job_title_key);
CREATE INDEX accounts_mail on accounts USING btree (tenant_id, mail_key) WHERE (mail_key IS NOT NULL);
CREATE INDEX accounts_manager on accounts USING btree (tenant_id, manager_id) WHERE (manager_id IS NOT NULL);
CREATE UNIQUE INDEX accounts_name on accounts USING btree (tenant_id, name_key);
CREATE INDEX accounts_name_domain on accounts USING btree (tenant_id, name_domain);
CREATE INDEX accounts_name_look on accounts USING btree (tenant_id, name_look) WHERE (name_look IS NOT NULL);
CREATE INDEX accounts_second on accounts USING btree (tenant_id, second_key, display_key, id) WHERE ((second_key <> ''::text) AND (deleted_at IS NULL));
CREATE INDEX accounts_third on accounts USING btree (tenant_id, third_key, display_key, id) WHERE ((third_key <> ''::text) AND (deleted_at IS NULL));
CREATE INDEX accounts_usage_location on accounts USING btree (tenant_id, usage_location_key);

create table api_callers ( -- walled
  tenant_id uuid not null,
  caller text not null,
  minute bigint not null,
  taken integer not null,
  PRIMARY KEY (tenant_id, caller),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table app_assignments ( -- walled
  tenant_id uuid not null,
  app_id uuid not null,
  principal_id uuid not null,
  principal_kind text not null,
  PRIMARY KEY (tenant_id, app_id, principal_id),
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE,
  CHECK ((principal_kind = ANY (ARRAY['account'::text, 'group'::text, 'app'::text])))
);
CREATE INDEX app_assignments_principal on app_assignments USING btree (tenant_id, principal_id);

create table app_certificates ( -- walled
  tenant_id uuid not null,
  app_id uuid not null,
  id uuid not null,
  display_name text not null,
  subject text not null,
  certificate text not null,
  thumbprint text not null,
  created_at bigint not null,
  starts_at bigint not null,
  expires_at bigint not null,
  UNIQUE (tenant_id, app_id, thumbprint),
  PRIMARY KEY (tenant_id, app_id, id),
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE,
  CHECK ((thumbprint ~ '^[0-9a-f]{64}$'::text))
);

create table app_owners ( -- walled
  tenant_id uuid not null,
  app_id uuid not null,
  account_id uuid not null,
  PRIMARY KEY (tenant_id, app_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);
CREATE INDEX app_owners_account on app_owners USING btree (tenant_id, account_id);

create table app_roles_given ( -- walled
  tenant_id uuid not null,
  app_id uuid not null,
  principal_id uuid not null,
  role_id uuid not null,
  PRIMARY KEY (tenant_id, app_id, principal_id, role_id),
  FOREIGN KEY (tenant_id, app_id, principal_id) REFERENCES app_assignments(tenant_id, app_id, principal_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table app_secrets ( -- walled
  tenant_id uuid not null,
  app_id uuid not null,
  id uuid not null,
  hash text not null,
  hint text not null,
  created_at bigint not null,
  expires_at bigint,
  display_name text,
  starts_at bigint,
  PRIMARY KEY (tenant_id, app_id, id),
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE
);

create table apps ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  home_url text,
  is_enabled boolean not null default true,
  is_own boolean not null default false,
  is_public_client boolean not null default false,
  redirect_uris jsonb not null default '[]'::jsonb,
  post_logout_uris jsonb not null default '[]'::jsonb,
  assignment_required boolean not null default false,
  required_plan text,
  identifier_uri text,
  scopes jsonb not null default '[]'::jsonb,
  app_permissions jsonb not null default '[]'::jsonb,
  admin_consent jsonb not null default '[]'::jsonb,
  created_at bigint not null,
  signed_with text not null default 'RS256'::text,
  members_only boolean not null default false,
  required_scopes jsonb not null default '[]'::jsonb,
  roles jsonb not null default '[]'::jsonb,
  group_claims jsonb not null default '[]'::jsonb,
  optional_claims jsonb not null default '{}'::jsonb,
  tags jsonb not null default '[]'::jsonb,
  notes text,
  deleted_at bigint,
  back_channel_logout_uri text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((jsonb_typeof(group_claims) = 'array'::text)),
  CHECK (((length(name) >= 1) AND (length(name) <= 256))),
  CHECK ((length(notes) <= 1024)),
  CHECK ((jsonb_typeof(optional_claims) = 'object'::text)),
  CHECK ((jsonb_typeof(required_scopes) = 'array'::text)),
  CHECK ((jsonb_typeof(roles) = 'array'::text)),
  CHECK ((signed_with = ANY (ARRAY['RS256'::text, 'ES256'::text]))),
  CHECK ((jsonb_typeof(tags) = 'array'::text))
);
CREATE INDEX apps_deleted on apps USING btree (tenant_id, deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX apps_id on apps USING btree (id);
CREATE UNIQUE INDEX apps_identifier on apps USING btree (tenant_id, identifier_uri) WHERE ((identifier_uri IS NOT NULL) AND (deleted_at IS NULL));

create table artifacts ( -- walled
  tenant_id uuid not null,
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  expires_at bigint,
  consumed_at bigint,
  PRIMARY KEY (tenant_id, model, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);
CREATE INDEX artifacts_expiry on artifacts USING btree (expires_at);
CREATE INDEX artifacts_grant on artifacts USING btree (tenant_id, grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX artifacts_uid on artifacts USING btree (tenant_id, model, uid) WHERE (uid IS NOT NULL);

create table browser_sessions ( -- walled
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
  methods jsonb not null default '["password"]'::jsonb,
  kind text not null default 'browser'::text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['browser'::text, 'lasting'::text, 'shared'::text])))
);
CREATE INDEX browser_sessions_account on browser_sessions USING btree (tenant_id, account_id);

create table bulk_lines ( -- walled
  tenant_id uuid not null,
  job_id uuid not null,
  n integer not null,
  line integer not null,
  subject text not null default ''::text,
  fields jsonb,
  outcome text,
  code text,
  message text,
  PRIMARY KEY (tenant_id, job_id, n),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, job_id) REFERENCES jobs(tenant_id, id) ON DELETE CASCADE,
  CHECK ((outcome = ANY (ARRAY['done'::text, 'same'::text, 'bad'::text])))
);
CREATE INDEX bulk_lines_bad on bulk_lines USING btree (tenant_id, job_id, n) WHERE (outcome = 'bad'::text);
CREATE INDEX bulk_lines_subject on bulk_lines USING btree (tenant_id, job_id, subject, n);

create table consents ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  app_id uuid not null,
  scopes jsonb not null,
  PRIMARY KEY (tenant_id, account_id, app_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE
);

create table contact_reviews ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  holds_since bigint,
  put_off_until bigint,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table contacts ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  kind text not null,
  value text not null,
  PRIMARY KEY (tenant_id, account_id, kind),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['email'::text, 'mobile'::text, 'alternateMobile'::text, 'office'::text])))
);
CREATE INDEX contacts_kind on contacts USING btree (tenant_id, kind, account_id);

create table deleted_groups ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  body jsonb not null,
  deleted_at bigint not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table domains ( -- walled
  tenant_id uuid not null,
  name text not null,
  is_verified boolean not null,
  is_default boolean not null default false,
  token text not null default replace((gen_random_uuid())::text, '-'::text, ''::text),
  provider_id uuid,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers(tenant_id, id),
  CHECK (((provider_id IS NULL) OR (is_verified AND (NOT is_default)))),
  CHECK ((name = lower(name)))
);
CREATE UNIQUE INDEX domains_one_owner on domains USING btree (name) WHERE is_verified;

create table group_licences ( -- walled
  tenant_id uuid not null,
  group_id uuid not null,
  product_id uuid not null,
  disabled_plans jsonb not null default '[]'::jsonb,
  PRIMARY KEY (tenant_id, group_id, product_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, id),
  FOREIGN KEY (tenant_id, product_id) REFERENCES products(tenant_id, id)
);

create table group_members ( -- walled
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  how text not null,
  PRIMARY KEY (tenant_id, group_id, account_id),
  CHECK ((how = ANY (ARRAY['direct'::text, 'rule'::text])))
);
CREATE INDEX group_members_account on group_members USING btree (tenant_id, account_id);

create table group_nesting ( -- walled
  tenant_id uuid not null,
  parent_id uuid not null,
  child_id uuid not null,
  PRIMARY KEY (tenant_id, parent_id, child_id),
  FOREIGN KEY (tenant_id, child_id) REFERENCES groups(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, parent_id) REFERENCES groups(tenant_id, id) ON DELETE CASCADE,
  CHECK ((parent_id <> child_id))
);
CREATE INDEX group_nesting_child on group_nesting USING btree (tenant_id, child_id);

create table group_owners ( -- walled
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  PRIMARY KEY (tenant_id, group_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_owners_account on group_owners USING btree (tenant_id, account_id);

create table group_roles ( -- walled
  tenant_id uuid not null,
  group_id uuid not null,
  role text not null,
  unit_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  PRIMARY KEY (tenant_id, group_id, role, unit_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, id) ON DELETE CASCADE
);

create table groups ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  rule text,
  rule_changed_at bigint,
  processed_at bigint,
  created_at bigint not null,
  external_id text,
  processing text not null default 'up_to_date'::text,
  licences_processing text not null default 'up_to_date'::text,
  name_key text generated always as folded(name) stored,
  kind text not null default 'security'::text,
  mail_nickname text,
  is_role_assignable boolean not null default false,
  name_look text,
  processing_error text,
  is_security boolean not null default true,
  visibility text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK (((length(external_id) >= 1) AND (length(external_id) <= 255))),
  CHECK (((NOT is_role_assignable) OR (rule IS NULL))),
  CHECK ((is_security OR (NOT is_role_assignable))),
  CHECK ((is_security OR (kind = 'microsoft365'::text))),
  CHECK ((kind = ANY (ARRAY['security'::text, 'microsoft365'::text]))),
  CHECK ((licences_processing = ANY (ARRAY['updating'::text, 'up_to_date'::text, 'error'::text]))),
  CHECK (((length(mail_nickname) >= 1) AND (length(mail_nickname) <= 64))),
  CHECK (((length(name) >= 1) AND (length(name) <= 256))),
  CHECK (((visibility IS NULL) OR (kind = 'microsoft365'::text))),
  CHECK (((kind = 'security'::text) OR (mail_nickname IS NOT NULL))),
  CHECK ((processing = ANY (ARRAY['not_started'::text, 'updating'::text, 'up_to_date'::text, 'paused'::text, 'error'::text]))),
  CHECK ((length(rule) <= 3072)),
  CHECK ((visibility = ANY (ARRAY['Public'::text, 'Private'::text])))
);
CREATE UNIQUE INDEX groups_external on groups USING btree (tenant_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX groups_mail_nickname on groups USING btree (tenant_id, lower(mail_nickname)) WHERE (kind = 'microsoft365'::text);
CREATE UNIQUE INDEX groups_name on groups USING btree (tenant_id, lower(name));
CREATE INDEX groups_name_key on groups USING btree (tenant_id, name_key, id);
CREATE INDEX groups_name_look on groups USING btree (tenant_id, name_look);

create table identities ( -- walled
  tenant_id uuid not null,
  issuer text not null,
  subject text not null,
  provider_id uuid not null,
  account_id uuid not null,
  linked_at bigint not null,
  UNIQUE (tenant_id, account_id, provider_id),
  PRIMARY KEY (tenant_id, issuer, subject),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, provider_id) REFERENCES identity_providers(tenant_id, id) ON DELETE CASCADE,
  CHECK (((length(subject) >= 1) AND (length(subject) <= 512)))
);
CREATE INDEX identities_provider on identities USING btree (tenant_id, provider_id);

create table identity_providers ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client text not null,
  scopes text[] not null,
  subject text not null,
  name_claim text not null,
  second_factor text not null,
  mfa_acr text,
  guests text not null,
  secret bytea,
  created_at bigint not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((client = ANY (ARRAY['confidential'::text, 'public'::text]))),
  CHECK (((length(client_id) >= 1) AND (length(client_id) <= 512))),
  CHECK ((guests = ANY (ARRAY['welcome'::text, 'none'::text]))),
  CHECK (((length(issuer) >= 1) AND (length(issuer) <= 2048))),
  CHECK (((length(name) >= 1) AND (length(name) <= 256))),
  CHECK ((name_claim = ANY (ARRAY['preferred_username'::text, 'upn'::text]))),
  CHECK ((second_factor = ANY (ARRAY['trusted'::text, 'ours'::text]))),
  CHECK ((subject = ANY (ARRAY['sub'::text, 'oid'::text])))
);

create table install (
  one boolean not null default true,
  made_at timestamp with time zone not null default now(),
  PRIMARY KEY (one),
  CHECK (one)
);

create table instance_users ( -- walled
  tenant_id uuid not null,
  instance_id uuid not null,
  account_id uuid not null,
  is_enabled boolean not null default true,
  roles jsonb not null default '[]'::jsonb,
  PRIMARY KEY (tenant_id, instance_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, instance_id) REFERENCES instances(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX instance_users_account on instance_users USING btree (tenant_id, account_id);

create table instances ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  name text not null,
  region text not null,
  url text not null,
  state text not null default 'enabled'::text,
  maintenance_until bigint,
  roles jsonb not null default '[]'::jsonb,
  session_minutes integer not null default 480,
  session_warn_minutes integer not null default 20,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE,
  CHECK (((session_warn_minutes >= 20) AND (session_warn_minutes < session_minutes))),
  CHECK (((session_minutes >= 60) AND (session_minutes <= 1440))),
  CHECK ((state = ANY (ARRAY['enabled'::text, 'maintenance'::text, 'disabled'::text])))
);

create table invitations ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  address text not null,
  state text not null,
  changed_at bigint not null,
  sent_at bigint not null,
  nth integer not null default 1,
  invited_by uuid,
  redirect_url text,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK (((length(address) >= 3) AND (length(address) <= 254))),
  CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'withdrawn'::text])))
);

create table jobs ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  input jsonb not null,
  state text not null default 'waiting'::text,
  done bigint not null default 0,
  total bigint,
  cursor jsonb,
  result jsonb,
  problem jsonb,
  made_by uuid,
  made_by_kind text not null,
  made_at bigint not null,
  started_at bigint,
  ended_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((made_by_kind = ANY (ARRAY['person'::text, 'self'::text, 'app'::text, 'system'::text, 'command_line'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX jobs_newest on jobs USING btree (tenant_id, made_at DESC, id);
CREATE INDEX jobs_open on jobs USING btree (tenant_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

create table journal ( -- walled
  tenant_id uuid not null,
  seq bigint not null,
  at bigint not null,
  actor uuid,
  actor_kind text not null,
  operation_id uuid not null,
  kind text not null,
  entity text not null,
  entity_id text not null,
  reason text,
  salt bytea not null,
  payload jsonb,
  payload_digest bytea not null,
  prev_hash bytea not null,
  hash bytea not null,
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE RESTRICT,
  CHECK ((actor_kind = ANY (ARRAY['person'::text, 'self'::text, 'app'::text, 'system'::text, 'command_line'::text])))
);
CREATE INDEX journal_actor on journal USING btree (tenant_id, actor, seq) WHERE (actor IS NOT NULL);
CREATE INDEX journal_at on journal USING brin (tenant_id, at);
CREATE INDEX journal_entity on journal USING btree (tenant_id, entity, entity_id, seq);
CREATE INDEX journal_roles on journal USING btree (tenant_id, seq) WHERE (kind = ANY (ARRAY['assign_role'::text, 'remove_role'::text]));

create table journal_heads ( -- walled
  tenant_id uuid not null,
  seq bigint not null default 0,
  hash bytea not null default '\x'::bytea,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table known_addresses ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  address text not null,
  seen_at bigint not null,
  PRIMARY KEY (tenant_id, account_id, address),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX known_addresses_seen on known_addresses USING btree (tenant_id, seen_at);

create table licence_assignments ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  product_id uuid not null,
  group_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  disabled_plans jsonb not null default '[]'::jsonb,
  state text not null default 'active'::text,
  error text,
  changed_at bigint,
  PRIMARY KEY (tenant_id, account_id, product_id, group_id),
  CHECK ((error = ANY (ARRAY['usage_location_missing'::text, 'conflicting_plans'::text, 'missing_prerequisite'::text, 'no_seats'::text, 'other'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'error'::text])))
);
CREATE INDEX licence_assignments_group on licence_assignments USING btree (tenant_id, group_id, account_id) WHERE (group_id <> '00000000-0000-0000-0000-000000000000'::uuid);
CREATE INDEX licence_assignments_product on licence_assignments USING btree (tenant_id, product_id, account_id);
CREATE INDEX licence_assignments_waiting on licence_assignments USING btree (tenant_id, product_id, account_id) WHERE (error = 'no_seats'::text);

create table lockouts ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  place text not null,
  failed integer not null default 0,
  locks integer not null default 0,
  locked_until bigint,
  last_at bigint not null default 0,
  wrong jsonb not null default '[]'::jsonb,
  sources jsonb not null default '[]'::jsonb,
  PRIMARY KEY (tenant_id, account_id, place),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  CHECK ((place = ANY (ARRAY['familiar'::text, 'strange'::text, 'second_factor'::text])))
);

create table logos ( -- walled
  tenant_id uuid not null,
  id text not null,
  type text not null,
  bytes bytea not null,
  added_at bigint not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((length(bytes) <= 262144)),
  CHECK ((type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text])))
);

create table logouts ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  account_id uuid not null,
  session_id text not null,
  grant_id text not null,
  made_at bigint not null,
  tries integer not null default 0,
  state text not null default 'waiting'::text,
  answer text,
  ended_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, app_id) REFERENCES apps(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text, 'given_up'::text])))
);
CREATE INDEX logouts_app on logouts USING btree (tenant_id, app_id, made_at);
CREATE INDEX logouts_session on logouts USING btree (tenant_id, session_id);

create table mail_failures ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  address text not null,
  failed_at bigint not null,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table member_changes ( -- walled
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  changed_by xid8 not null,
  PRIMARY KEY (tenant_id, group_id, account_id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);
CREATE INDEX member_changes_by on member_changes USING btree (tenant_id, changed_by, group_id, account_id);

create table messages ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid,
  kind text not null,
  facts jsonb,
  recipient text not null,
  language text,
  made_at bigint not null,
  state text not null default 'waiting'::text,
  tries integer not null default 0,
  trying_since bigint,
  next_at bigint,
  ended_at bigint,
  answer text,
  link_hash text,
  link_until bigint,
  link_used_at bigint,
  channel text not null default 'mail'::text,
  method_id uuid,
  place text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text, 'voice'::text]))),
  CHECK ((place = ANY (ARRAY['familiar'::text, 'strange'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'kept'::text, 'bounced'::text, 'refused'::text, 'given_up'::text])))
);
CREATE UNIQUE INDEX messages_link on messages USING btree (tenant_id, link_hash) WHERE (link_hash IS NOT NULL);
CREATE INDEX messages_made on messages USING btree (tenant_id, made_at);
CREATE INDEX messages_of_account on messages USING btree (tenant_id, account_id, made_at DESC);
CREATE INDEX messages_waiting on messages USING btree (tenant_id, made_at) WHERE (state = 'waiting'::text);

create table methods ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  sealed_secret bytea,
  last_step bigint not null default 0,
  is_usable boolean not null default true,
  created_at bigint not null,
  name text,
  last_used_at bigint,
  default_since bigint,
  refused_steps bigint[] not null default '{}'::bigint[],
  address text,
  undeliverable_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  CHECK (((length(address) >= 3) AND (length(address) <= 254))),
  CHECK (((sealed_secret IS NOT NULL) OR (kind <> 'totp'::text))),
  CHECK (((address IS NOT NULL) = (kind = ANY (ARRAY['email'::text, 'phone'::text])))),
  CHECK ((kind = ANY (ARRAY['totp'::text, 'recovery_codes'::text, 'passkey'::text, 'email'::text, 'phone'::text]))),
  CHECK (((length(name) >= 1) AND (length(name) <= 64)))
);
CREATE INDEX methods_account on methods USING btree (tenant_id, account_id);
CREATE INDEX methods_kind on methods USING btree (tenant_id, kind, account_id) WHERE is_usable;

create table named_locations ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  is_trusted boolean not null,
  ranges jsonb not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table passkeys ( -- walled
  tenant_id uuid not null,
  method_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports jsonb not null,
  aaguid uuid not null,
  can_be_backed_up boolean not null,
  is_backed_up boolean not null,
  relying_party_id text not null,
  UNIQUE (tenant_id, credential_id),
  PRIMARY KEY (tenant_id, method_id),
  FOREIGN KEY (tenant_id, method_id) REFERENCES methods(tenant_id, id) ON DELETE CASCADE,
  CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023)))
);

create table password_history ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  set_at bigint not null,
  hash text not null,
  PRIMARY KEY (tenant_id, account_id, set_at),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE
);

create table policies ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  made bigint not null generated always as identity,
  body jsonb not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table products ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  sku_part_number text not null,
  plans jsonb not null default '[]'::jsonb,
  status text not null,
  expires_at bigint,
  seats integer not null,
  seats_used integer not null default 0,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((seats >= 0)),
  CHECK ((status = ANY (ARRAY['enabled'::text, 'warning'::text, 'suspended'::text, 'deleted'::text, 'locked_out'::text])))
);

create table questions ( -- walled
  tenant_id uuid not null,
  id bigint not null generated always as identity,
  at bigint not null,
  kind text not null,
  actor uuid,
  actor_kind text not null,
  account_id uuid,
  app_id text not null,
  reference text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE RESTRICT,
  CHECK ((actor_kind = ANY (ARRAY['person'::text, 'app'::text, 'command_line'::text]))),
  CHECK ((kind = ANY (ARRAY['explain'::text, 'what_if'::text])))
);
CREATE INDEX questions_account on questions USING btree (tenant_id, account_id, id);
CREATE INDEX questions_actor on questions USING btree (tenant_id, actor, at);

create table recovery_codes ( -- walled
  tenant_id uuid not null,
  method_id uuid not null,
  hash bytea not null,
  used_at bigint,
  PRIMARY KEY (tenant_id, method_id, hash),
  FOREIGN KEY (tenant_id, method_id) REFERENCES methods(tenant_id, id) ON DELETE CASCADE
);

create table role_assignments ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  role text not null,
  unit_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  PRIMARY KEY (tenant_id, account_id, role, unit_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX role_assignments_role on role_assignments USING btree (tenant_id, role);
CREATE INDEX role_assignments_unit on role_assignments USING btree (tenant_id, unit_id) WHERE (unit_id <> '00000000-0000-0000-0000-000000000000'::uuid);

create table scim_tokens ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  hash text not null,
  hint text not null,
  reach text not null,
  per_minute integer not null,
  spent integer not null default 0,
  minute bigint not null default 0,
  made_by uuid,
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 256))),
  CHECK (((per_minute >= 1) AND (per_minute <= 60000))),
  CHECK ((reach = ANY (ARRAY['people'::text, 'administrators'::text])))
);

create table session_grants ( -- walled
  tenant_id uuid not null,
  session_id text not null,
  grant_id text not null,
  PRIMARY KEY (tenant_id, session_id, grant_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES browser_sessions(tenant_id, id) ON DELETE CASCADE
);

create table sign_in_flows ( -- walled
  tenant_id uuid not null,
  id text not null,
  body jsonb not null,
  expires_at bigint not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table sign_in_sources ( -- walled
  tenant_id uuid not null,
  address text not null,
  since bigint not null,
  failed jsonb not null default '[]'::jsonb,
  passed jsonb not null default '[]'::jsonb,
  waits integer not null default 0,
  wait_until bigint not null default 0,
  PRIMARY KEY (tenant_id, address),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);
CREATE INDEX sign_in_sources_since on sign_in_sources USING btree (tenant_id, since);

create table sign_ins ( -- walled
  tenant_id uuid not null,
  id bigint not null generated always as identity,
  at bigint not null,
  kind text not null,
  account_id uuid,
  sign_in_name text,
  app_id text,
  instance_id uuid,
  ip text,
  client text,
  correlation_id text not null,
  reference text not null,
  outcome text not null,
  code text,
  number integer,
  asked jsonb not null,
  snapshot_digest text not null,
  gate_list_version text not null,
  trace jsonb not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['interactive'::text, 'single_sign_on'::text, 'refresh'::text, 'client'::text]))),
  CHECK ((outcome = ANY (ARRAY['admit'::text, 'challenge'::text, 'refuse'::text, 'unknown'::text])))
);
CREATE INDEX sign_ins_account on sign_ins USING btree (tenant_id, account_id, id DESC);
CREATE INDEX sign_ins_at on sign_ins USING brin (tenant_id, at);
CREATE UNIQUE INDEX sign_ins_reference on sign_ins USING btree (tenant_id, reference);

create table signing_keys ( -- walled
  tenant_id uuid not null,
  id text not null,
  alg text not null,
  sealed_jwk bytea not null,
  created_at bigint not null,
  retired_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE
);

create table temporary_passes ( -- walled
  tenant_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  hash bytea not null,
  is_once boolean not null,
  starts_at bigint not null,
  ends_at bigint not null,
  used_at bigint,
  created_at bigint not null,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  CHECK ((ends_at > starts_at))
);

create table tenants ( -- walled
  id uuid not null,
  name text not null,
  password_lifetime_days integer,
  user_consent text not null default 'on'::text,
  shape_version bigint not null default 1,
  is_demo boolean not null default false,
  made_at timestamp with time zone not null default now(),
  members_followed_until bigint not null default 0,
  members_followed_since xid8,
  api_per_minute integer not null default 12000,
  usage_location text,
  banned_words text[] not null default '{}'::text[],
  password_history integer not null default 3,
  temporary_password_days integer not null default 7,
  lockout_threshold integer not null default 10,
  lockout_seconds integer not null default 60,
  preferred_language text,
  stay_days integer not null default 30,
  branding jsonb,
  reset_for text not null default 'nobody'::text,
  reset_group_id uuid,
  reset_proofs smallint not null default 1,
  method_rules jsonb not null default '{}'::jsonb,
  reset_registration text not null default 'asked'::text,
  reset_reconfirm_days smallint not null default 180,
  look_edition integer not null default 0,
  required_details jsonb not null default '{}'::jsonb,
  lockout_growth integer not null default 2,
  reset_methods text[] not null default '{email,sms,voice,totp}'::text[],
  kind text not null default 'organisation'::text,
  PRIMARY KEY (id),
  CHECK ((api_per_minute >= 1)),
  CHECK ((cardinality(banned_words) <= 1000)),
  CHECK (((reset_for = 'group'::text) = (reset_group_id IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['organisation'::text, 'personal'::text]))),
  CHECK (((lockout_growth >= 1) AND (lockout_growth <= 10))),
  CHECK (((lockout_seconds >= 5) AND (lockout_seconds <= 18000))),
  CHECK (((lockout_threshold >= 5) AND (lockout_threshold <= 50))),
  CHECK ((jsonb_typeof(method_rules) = 'object'::text)),
  CHECK (((length(name) >= 1) AND (length(name) <= 256))),
  CHECK (((password_history >= 0) AND (password_history <= 24))),
  CHECK (((password_lifetime_days >= 1) AND (password_lifetime_days <= 3650))),
  CHECK ((jsonb_typeof(required_details) = 'object'::text)),
  CHECK ((reset_for = ANY (ARRAY['nobody'::text, 'group'::text, 'everybody'::text]))),
  CHECK (((cardinality(reset_methods) > 0) AND (reset_methods <@ '{email,sms,voice,totp}'::text[]))),
  CHECK ((reset_proofs = ANY (ARRAY[1, 2]))),
  CHECK (((reset_reconfirm_days >= 0) AND (reset_reconfirm_days <= 730))),
  CHECK ((reset_registration = ANY (ARRAY['asked'::text, 'off'::text]))),
  CHECK (((stay_days >= 0) AND (stay_days <= 90))),
  CHECK (((temporary_password_days >= 1) AND (temporary_password_days <= 90))),
  CHECK ((usage_location ~ '^[A-Z]{2}$'::text)),
  CHECK ((user_consent = ANY (ARRAY['on'::text, 'off'::text])))
);
CREATE UNIQUE INDEX tenants_personal on tenants USING btree (kind) WHERE (kind = 'personal'::text);

create table unit_accounts ( -- walled
  tenant_id uuid not null,
  unit_id uuid not null,
  account_id uuid not null,
  PRIMARY KEY (tenant_id, account_id, unit_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX unit_accounts_unit on unit_accounts USING btree (tenant_id, unit_id, account_id);

create table unit_groups ( -- walled
  tenant_id uuid not null,
  unit_id uuid not null,
  group_id uuid not null,
  PRIMARY KEY (tenant_id, group_id, unit_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, unit_id) REFERENCES units(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX unit_groups_unit on unit_groups USING btree (tenant_id, unit_id);

create table units ( -- walled
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE,
  CHECK (((length(name) >= 1) AND (length(name) <= 256)))
);
CREATE UNIQUE INDEX units_name on units USING btree (tenant_id, lower(name));

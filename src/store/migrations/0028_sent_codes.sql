-- Where the codes of a method are sent to, as whoever set it up proved; since when nothing sent there arrives.
alter table methods no force row level security;
delete from methods where kind in ('email', 'phone');
alter table methods force row level security;
alter table methods
  add column address text check (length(address) between 3 and 254),
  add column undeliverable_at bigint,
  add check ((address is not null) = (kind in ('email', 'phone')));

-- How a message goes out, and the method it is a code of: what becomes of it tells whether that still reaches the person.
alter table messages
  add column channel text not null default 'mail' check (channel in ('mail', 'sms', 'voice')),
  add column method_id uuid;

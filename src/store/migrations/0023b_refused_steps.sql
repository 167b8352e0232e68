-- Time steps whose codes came while the clock that made them was off: they stay wrong when their time comes.
alter table methods add column refused_steps bigint[] not null default '{}';

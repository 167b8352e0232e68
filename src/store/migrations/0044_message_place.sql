-- Whether what is written was asked for where the person signs in, where that is counted apart.
alter table messages add column place text check (place in ('familiar', 'strange'));

-- Puts a hash's fields in again in the order of their names. What the hash
-- looks like then depends on what is in it and no longer on which came first:
-- fields that share a bucket stand in the order in which they were put, in
-- memory as in every file that is written from it.
-- KEYS: the hash. ARGV: the most fields that this may take its time for.

if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[1]) then
  return 0
end
local all, names, values = redis.call('HGETALL', KEYS[1]), {}, {}
for i = 1, #all, 2 do
  names[#names + 1] = all[i]
  values[all[i]] = all[i + 1]
end
table.sort(names)
redis.call('DEL', KEYS[1])
for _, name in ipairs(names) do
  redis.call('HSET', KEYS[1], name, values[name])
end
return #names

-- Sends the requests of a file in turn: line 1 holds the method, line 2 the body, each further line a path.
-- The last line that is printed is JSON.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local lines = io.lines(args[1])
  local method, body = lines(), lines()
  if body == "" then body = nil end
  if body then wrk.headers["Content-Type"] = "application/json" end
  prepared = {}
  for path in lines do
    prepared[#prepared + 1] = wrk.format(method, path, nil, body)
  end
  -- The second thread begins half-way round, so that two threads seldom ask for one row.
  at = math.floor(#prepared / 2) * number
end

function request()
  at = at % #prepared + 1
  return prepared[at]
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, ' ..
    '"errors": {"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect, e.read, e.write, e.status, e.timeout))
end

#pragma once

#include "demohub/server.hpp"

#include <string>
#include <string_view>

namespace hubmine::demohub {

/// Does what a JSON object, or an array of them, says, and returns a JSON object for each:
///
///     {"op": "create",  "kind": "model", "id": "a/b", "members": {"likes": 3}}
///     {"op": "rename",  "kind": "model", "id": "a/b", "to": "c/d"}
///     {"op": "remove" | "restore" | "vanish", "kind": ..., "id": ...}
///     {"op": "set",     ..., "members": {"downloads": 5, "gated": "auto", "sdk": null}}
///     {"op": "likes" | "downloads", ..., "value": 7}
///     {"op": "likers",  ..., "likers": [{"user": "x", "likedAt": ...}]}   newest first
///     {"op": "relicense", ..., "license": "mit"}          "" takes the licence away
///     {"op": "gate",    ..., "how": "auto"}               "" opens it
///     {"op": "disable" | "private", ..., "value": true}
///     {"op": "push",    ..., "commits": [{"title": ..., "authors": [...], "date": ...}]}
///     {"op": "rewrite", ..., "keep": 1}
///     {"op": "discuss", ..., "author": "x", "title": ..., "status": ..., "pull_request": true}
///     {"op": "faults",  "rates": "5xx=0.1"}
///     {"op": "script",  "prefix": "/api/models", "fault": "reset", "times": 2}
///     {"op": "expire_cursors", "status": 410}
///
/// Throws core::Error for what makes no sense; operations before it stay done.
std::string apply_changes(Server& server, std::string_view json);

}  // namespace hubmine::demohub

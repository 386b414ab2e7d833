#include "demohub/mutate.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <map>

namespace hubmine::demohub {
namespace {

using Json = nlohmann::json;

core::Kind kind_of(const Json& order) {
    const auto kind = core::parse_kind(order.at("kind").get<std::string>());
    if (!kind) {
        throw core::Error("\"kind\" is none of model, dataset, space");
    }
    return *kind;
}

Members members_of(const Json& order) {
    Members members;
    const Json wanted = order.value("members", Json::object());
    for (const auto& [key, value] : wanted.items()) {
        members.emplace_back(key, value.is_null() ? "" : value.dump());
    }
    return members;
}

std::vector<NewCommit> commits_of(const Json& order) {
    std::vector<NewCommit> commits;
    for (const auto& entry : order.value("commits", Json::array({Json::object()}))) {
        NewCommit commit;
        commit.title = entry.value("title", commit.title);
        commit.authors = entry.value("authors", commit.authors);
        commit.date = entry.value("date", commit.date);
        commit.id = entry.value("id", commit.id);
        commits.push_back(std::move(commit));
    }
    return commits;
}

NewDiscussion discussion_of(const Json& order) {
    NewDiscussion discussion;
    discussion.title = order.value("title", discussion.title);
    discussion.status = order.value("status", discussion.status);
    discussion.is_pull_request = order.value("pull_request", false);
    discussion.created_at = order.value("created_at", "");
    if (order.contains("author") && order["author"].is_string()) {
        discussion.author = order["author"].get<std::string>();
    }
    return discussion;
}

std::vector<std::string> likers_of(const Json& order) {
    std::vector<std::string> likers;
    for (const auto& liker : order.at("likers")) {
        likers.push_back(liker.dump());
    }
    return likers;
}

struct Subject {
    World& world;
    core::Kind kind;
    std::string id;
};

using Operation = std::function<Json(const Subject&, const Json&)>;

const std::map<std::string, Operation>& operations() {
    static const std::map<std::string, Operation> kOperations{
        {"create",
         [](const Subject& s, const Json& o) {
             return Json{{"_id", s.world.create(s.kind, s.id, members_of(o))}};
         }},
        {"rename",
         [](const Subject& s, const Json& o) {
             s.world.rename(s.kind, s.id, o.at("to").get<std::string>());
             return Json::object();
         }},
        {"remove",
         [](const Subject& s, const Json&) {
             s.world.remove(s.kind, s.id);
             return Json::object();
         }},
        {"restore",
         [](const Subject& s, const Json&) {
             s.world.restore(s.kind, s.id);
             return Json::object();
         }},
        {"vanish",
         [](const Subject& s, const Json&) {
             s.world.vanish(s.kind, s.id);
             return Json::object();
         }},
        {"set",
         [](const Subject& s, const Json& o) {
             s.world.set(s.kind, s.id, members_of(o));
             return Json::object();
         }},
        {"likes",
         [](const Subject& s, const Json& o) {
             s.world.set_likes(s.kind, s.id, o.at("value").get<std::int64_t>());
             return Json::object();
         }},
        {"likers",
         [](const Subject& s, const Json& o) {
             s.world.set_likers(s.kind, s.id, likers_of(o));
             return Json::object();
         }},
        {"downloads",
         [](const Subject& s, const Json& o) {
             s.world.set_downloads(s.kind, s.id, o.at("value").get<std::int64_t>());
             return Json::object();
         }},
        {"relicense",
         [](const Subject& s, const Json& o) {
             s.world.relicense(s.kind, s.id, o.at("license").get<std::string>());
             return Json::object();
         }},
        {"gate",
         [](const Subject& s, const Json& o) {
             s.world.gate(s.kind, s.id, o.value("how", "auto"));
             return Json::object();
         }},
        {"disable",
         [](const Subject& s, const Json& o) {
             s.world.disable(s.kind, s.id, o.value("value", true));
             return Json::object();
         }},
        {"private",
         [](const Subject& s, const Json& o) {
             s.world.make_private(s.kind, s.id, o.value("value", true));
             return Json::object();
         }},
        {"push",
         [](const Subject& s, const Json& o) {
             s.world.push_commits(s.kind, s.id, commits_of(o));
             return Json::object();
         }},
        {"rewrite",
         [](const Subject& s, const Json& o) {
             s.world.rewrite_history(s.kind, s.id, o.value("keep", std::size_t{1}));
             return Json::object();
         }},
        {"discuss", [](const Subject& s, const Json& o) {
             return Json{{"num", s.world.add_discussion(s.kind, s.id, discussion_of(o))}};
         }}};
    return kOperations;
}

void script(Server& server, const Json& order) {
    const auto prefix = order.value("prefix", "/api/");
    const int times = order.value("times", 1);
    if (order.contains("body")) {
        CannedReply reply;
        reply.status = order.value("status", reply.status);
        reply.body =
            order["body"].is_string() ? order["body"].get<std::string>() : order["body"].dump();
        server.script(prefix, std::move(reply), times);
        return;
    }
    const auto fault = parse_fault(order.at("fault").get<std::string>());
    if (!fault) {
        throw core::Error("\"fault\" is not one that --fault knows");
    }
    server.script(prefix, *fault, times);
}

Json apply_one(Server& server, const Json& order) {
    const auto op = order.at("op").get<std::string>();
    if (op == "faults") {
        server.set_faults(parse_fault_rates(order.at("rates").get<std::string>()));
        return Json::object();
    }
    if (op == "script") {
        script(server, order);
        return Json::object();
    }
    if (op == "expire_cursors") {
        server.expire_cursors(order.value("status", 410));
        return Json::object();
    }
    const auto found = operations().find(op);
    if (found == operations().end()) {
        throw core::Error(fmt::format("unknown op '{}'", op));
    }
    return found->second({server.world(), kind_of(order), order.at("id").get<std::string>()},
                         order);
}

}  // namespace

std::string apply_changes(Server& server, std::string_view json) {
    try {
        const Json orders = Json::parse(json);
        if (orders.is_object()) {
            return apply_one(server, orders).dump();
        }
        Json outcomes = Json::array();
        for (const Json& order : orders) {
            outcomes.push_back(apply_one(server, order));
        }
        return outcomes.dump();
    } catch (const Json::exception& error) {
        throw core::Error(fmt::format("cannot apply: {}", error.what()));
    }
}

}  // namespace hubmine::demohub

#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/hub/transport.hpp"
#include "hubmine/hub/url.hpp"
#include "hubmine/hub/verdict.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::hub {

struct ClientOptions {
    std::string endpoint = "https://huggingface.co";
    std::string token;               ///< empty = anonymous
    std::int64_t page_limit = 1000;  ///< rows of a list page, commits of a page
};

/// Which repositories a list is to show.
struct ListQuery {
    core::Kind kind = core::Kind::kModel;
    std::string author;      ///< empty = all
    std::string filter;      ///< one tag; empty = all
    std::int64_t limit = 0;  ///< rows of a page; 0 = the client's page limit
};

/// Where a walk over pages goes on.
struct NextPage {
    std::string url;       ///< empty = this was the last page
    bool foreign = false;  ///< the reply points to another origin: not to be followed
};

/// Speaks the Hub's API: builds its URLs, keeps to its origin, guards the token. Performs nothing.
class Client {
  public:
    /// Throws UsageError when the endpoint is no http(s) URL.
    explicit Client(const ClientOptions& options);

    /// As normal_endpoint() spells it.
    [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

    /// The first page of a list, oldest first: the only order in which a moving list loses nothing.
    [[nodiscard]] std::string list_url(const ListQuery& query) const;
    [[nodiscard]] std::string commits_url(core::Kind kind, std::string_view id,
                                          std::int64_t page) const;
    [[nodiscard]] std::string discussions_url(core::Kind kind, std::string_view id,
                                              std::int64_t page) const;
    [[nodiscard]] std::string likers_url(core::Kind kind, std::string_view id) const;
    /// How much a repository stores, which no list tells.
    [[nodiscard]] std::string storage_url(core::Kind kind, std::string_view id) const;
    /// The overview of an account: users and organisations have a route each.
    [[nodiscard]] std::string overview_url(AccountKind kind, std::string_view name) const;
    /// Who answers to a name: as little as possible besides the `_id` and the id.
    [[nodiscard]] std::string lookup_url(core::Kind kind, std::string_view id) const;

    /// A request to a URL of the endpoint's API, with the token when that is safe: to the origin
    /// only, over https or to this machine only. Throws std::logic_error for any other URL.
    [[nodiscard]] Request request(std::uint64_t id, const std::string& url) const;
    /// True for a URL of the API below the endpoint: its origin, its path, no dot segments. Nothing
    /// else is ever asked for: files count as downloads, pages are another bucket.
    [[nodiscard]] bool is_own(std::string_view url) const;
    /// A token was given but travels nowhere, since the endpoint is plain http on another machine.
    [[nodiscard]] bool withholds_token() const;
    /// As hub::judge, with a message that does not tell the token.
    [[nodiscard]] Judgement judge(const Reply& reply) const { return hub::judge(reply, token_); }

    /// The page after `reply` to `url`, taken from `Link`. Mirrors pass on addresses of the Hub, or
    /// leave out a path of their own: path and query of such a one are taken over to the endpoint.
    [[nodiscard]] NextPage next_page(std::string_view url, const Reply& reply) const;
    /// Where a redirect leads, taken over to the endpoint in the same way; absent when that is no
    /// URL or somebody else's.
    [[nodiscard]] std::optional<std::string> redirect_target(std::string_view url,
                                                             const Reply& reply) const;
    /// Scheme, host and port that a redirect names, for messages; absent when it is no URL.
    [[nodiscard]] static std::optional<std::string> redirect_site(std::string_view url,
                                                                  const Reply& reply);
    /// The repository id in the path of an API URL of this endpoint, decoded; absent when it is
    /// none.
    [[nodiscard]] std::optional<std::string> repo_id_of(core::Kind kind,
                                                        std::string_view url) const;

    /// What the URL of a list asks for: a cursor of an earlier run may ask for less than this
    /// client.
    [[nodiscard]] static AskedFields asked_fields(std::string_view url);
    /// Reads the 400 that refuses an `expand` of a list and leaves the refused names out from now
    /// on; false when the reply is another one, when nothing is left to drop, or when it refuses
    /// what no list can do without.
    bool drop_refused_fields(core::Kind kind, const Reply& reply);
    /// The same for lookups, which need no field at all; false when the reply is another one.
    bool drop_refused_lookup(core::Kind kind, const Reply& reply);

  private:
    [[nodiscard]] std::string api_url(core::Kind kind) const;
    /// A mirror that passes on what the Hub said names the Hub; one behind a proxy names itself
    /// without knowing its scheme or port.
    [[nodiscard]] bool is_another_name(const Origin& origin) const;
    [[nodiscard]] std::optional<std::string> own_url(std::string_view base,
                                                     std::string_view reference) const;

    std::string endpoint_;
    Origin origin_;
    std::string token_;
    std::int64_t page_limit_;
    std::array<std::vector<std::string>, 3> fields_;  ///< of lists, by kind
    std::array<std::vector<std::string>, 3> lookup_fields_;
};

}  // namespace hubmine::hub

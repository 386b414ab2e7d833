#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/message.hpp"
#include "demohub/world.hpp"

#include <string>
#include <string_view>

namespace hubmine::demohub {

/// Which part of a repository a path asks for: /api/{kind}/{id}[/{part}[/{rest}]].
struct RepositoryPath {
    std::string id;
    std::string part;  ///< "", "revision", "commits", "discussions", ...
    std::string rest;
};

/// What is asked about one repository. May be used by several threads.
class Repository {
  public:
    explicit Repository(const World& world) : world_(world) {}

    /// Answers every path below /api/{kind}/. Throws BadRequest.
    [[nodiscard]] Reply answer(core::Kind kind, const Ask& ask) const;

  private:
    [[nodiscard]] RepositoryPath path_of(core::Kind kind, const Ask& ask) const;
    [[nodiscard]] Reply info(core::Kind kind, std::size_t index, const std::string& object,
                             const Ask& ask, const RepositoryPath& path) const;
    [[nodiscard]] Reply commits(core::Kind kind, std::size_t index, const std::string& object,
                                const Ask& ask, const RepositoryPath& path) const;
    [[nodiscard]] Reply discussions(core::Kind kind, std::size_t index, const Ask& ask) const;
    [[nodiscard]] Reply likers(core::Kind kind, std::size_t index, const Ask& ask) const;
    /// The place of a revision in the history: 0 for main and HEAD.
    [[nodiscard]] std::optional<std::size_t> revision(core::Kind kind, std::size_t index,
                                                      const std::string& rev) const;

    const World& world_;
};

}  // namespace hubmine::demohub

#include "connection.hpp"

#include <utility>

namespace hubmine::store {

namespace {

Database& ready(Connection& connection) {
    connection.throw_parked();
    return connection.db();
}

}  // namespace

void Connection::throw_parked() {
    if (parked) {
        std::rethrow_exception(std::exchange(parked, nullptr));
    }
}

Verb::Verb(Connection& connection) : transaction_(ready(connection)) {}

}  // namespace hubmine::store

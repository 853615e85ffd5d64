#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// How to find a value inside any scenario of the same shape. It serves twice: the reader fills the value
/// through it, and a patch of numbers finds the same value again in a copy of the scenario.
template <class T>
class Slot {
 public:
  using Finder = std::function<T&(Scenario&)>;

  Slot(Scenario& scenario, Finder find)
      : scenario_(&scenario), find_(std::make_shared<const Finder>(std::move(find))) {}

  T& operator*() const { return (*find_)(*scenario_); }
  T* operator->() const { return &(*find_)(*scenario_); }
  const Finder& finder() const { return *find_; }

  /// A member of the value.
  template <class Member, class Owner>
  Slot<Member> operator[](Member Owner::* pointer) const {
    return part<Member>([pointer](T& value) -> Member& { return value.*pointer; });
  }

  /// Element `index` of a vector.
  auto operator[](std::size_t index) const
    requires requires(T& value) { value[index]; }
  {
    using Element = typename T::value_type;
    return part<Element>([index](T& value) -> Element& { return value[index]; });
  }

  /// The value of an optional, which is set to its default when it has none.
  auto filled() const {
    using Held = typename T::value_type;
    if (!(**this).has_value()) (**this).emplace();
    return part<Held>([](T& value) -> Held& { return *value; });
  }

  /// One alternative of a variant, which is made the active one.
  template <class Alternative>
  Slot<Alternative> become() const {
    (**this).template emplace<Alternative>();
    return part<Alternative>([](T& value) -> Alternative& { return std::get<Alternative>(value); });
  }

  /// Any part that `step` finds in the value.
  template <class Part, class Step>
  Slot<Part> part(Step step) const {
    return Slot<Part>(*scenario_,
                      [find = find_, step](Scenario& scenario) -> Part& { return step((*find)(scenario)); });
  }

 private:
  Scenario* scenario_;
  std::shared_ptr<const Finder> find_;
};

}  // namespace entente

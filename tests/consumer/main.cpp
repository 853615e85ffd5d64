#include <iostream>

#include "sim/core/version.hpp"

int main() { std::cout << entente::version() << '\n'; }

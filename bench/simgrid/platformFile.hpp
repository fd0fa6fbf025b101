// A platform for the engine to load: written to a file that is gone afterwards.
#pragma once
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <simgrid/s4u.hpp>
#include <string>
#include <unistd.h>

inline void loadPlatform(simgrid::s4u::Engine& engine, const std::string& zones)
{
  const std::string file = "placelab-bench-" + std::to_string(getpid()) + ".xml";
  const std::string name = std::filesystem::temp_directory_path() / file;
  std::ofstream(name) << "<?xml version='1.0'?>\n"
                      << "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
                      << "<platform version=\"4.1\">\n"
                      << zones << "</platform>\n";
  engine.load_platform(name);
  std::remove(name.c_str());
}

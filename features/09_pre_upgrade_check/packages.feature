@mid
Feature: The appropriate package
  The download site keeps the packages of every build, for every operating system. A MID Server takes those that its instance
  has assigned for it: another build is not what its administrator wanted, and one for another system would not start.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check".

  @PKG-APPROPRIATE
  Rule: What is downloaded and installed is what was assigned

    Scenario: The site offers newer and older builds besides
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 3 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has asked for packages of Orlando Patch 3 alone
      And "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And the files of "berlin" are those of Orlando Patch 3
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has asked for packages of Orlando Patch 2 alone
      And the files of "berlin" are those of Orlando Patch 2

  @PKG-PLATFORM
  Rule: The package is the one for the host's operating system

    Scenario: Windows and Linux side by side
      Given the MID Server "berlin" runs Orlando Patch 1 on Linux
      And the MID Server "munich" runs Orlando Patch 1 on Windows
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has asked for packages for Linux alone
      And "munich" has asked for packages for Windows alone
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "munich" has run Orlando Patch 1, then Orlando Patch 2

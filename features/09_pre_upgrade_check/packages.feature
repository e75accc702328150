@mid
Feature: The appropriate package
  The download site keeps the packages of every build, for every operating system. A MID Server takes those that its instance
  has assigned for it: another build is not what its administrator wanted, and one for another system would not start.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check".

  @PKG-APPROPRIATE
  Rule: What is downloaded and installed is what was assigned

    Scenario Outline: Of all builds on the site a MID Server downloads and installs the assigned one
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has asked for packages of <assigned> alone
      And "berlin" has run <installed>, then <assigned>
      And the files of "berlin" are those of <assigned>

      Examples:
        | case                       | installed                         | assigned                         | way             |
        | hour, a patch left out     | Orlando Patch 1                   | Orlando Patch 3                  | at the hour     |
        | hour, older patch          | Orlando Patch 3                   | Orlando Patch 1                  | at the hour     |
        | hour, next family          | Orlando Patch 1                   | Paris Patch 1                    | at the hour     |
        | command, hotfix            | Orlando Patch 1                   | Orlando Patch 1 Hotfix 2         | by command      |
        | click, family before       | Orlando Patch 1                   | New York Patch 9                 | by hand         |
        | start, first of two builds | San Diego Patch 10 (second build) | San Diego Patch 10 (first build) | at its start    |
        | pin, number begins alike   | Orlando Patch 10                  | Orlando Patch 1                  | by its pin      |
        | override, newer patch      | Orlando Patch 1                   | Orlando Patch 4                  | by the override |

    Scenario: The second upgrade downloads what is assigned for it, not what the first one did
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has asked for packages of Orlando Patch 2 alone
      And the files of "berlin" are those of Orlando Patch 2

    Scenario Outline: Another version that is assigned after a failed download is the one that is downloaded and installed
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for <packages> with error 500
      And "berlin" is asked to upgrade to <first> at the hour
      And up to 24 hours pass until "berlin" is Up
      When the download site works again
      And "berlin" is asked to upgrade to <second> at the hour
      Then "berlin" has asked for packages of <second> alone
      And the files of "berlin" are those of <second>

      Examples:
        | case              | packages         | first           | second          |
        | all packages      | packages         | Orlando Patch 2 | Orlando Patch 3 |
        | half the packages | the Java runtime | Orlando Patch 3 | Orlando Patch 2 |

    Scenario: Two MID Servers, of which one is pinned, each download their own version
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      When "berlina" is asked to upgrade to Orlando Patch 4 by its pin
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has asked for packages of Orlando Patch 2 alone
      And "berlina" has asked for packages of Orlando Patch 4 alone
      And the files of "berlin" are those of Orlando Patch 2
      And the files of "berlina" are those of Orlando Patch 4

  @PKG-PLATFORM
  Rule: The package is the one for the host's operating system

    Scenario: MID Servers on Windows and on Linux side by side each download the packages for their own system
      Given the MID Server "berlin" runs Orlando Patch 1 on Linux
      And the MID Server "munich" runs Orlando Patch 1 on Windows
      When "berlin" and "munich" are asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has asked for packages for Linux alone
      And "munich" has asked for packages for Windows alone
      And "berlin" and "munich" have run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: The operating system of the host decides, whatever has asked for the upgrade
      Given the MID Server "berlin" runs Orlando Patch 2 on <system>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has asked for packages for <system> alone
      And "berlin" has run Orlando Patch 2, then <assigned>

      Examples:
        | case                  | system  | assigned                 | way             |
        | command, older patch  | Windows | Orlando Patch 1          | by command      |
        | click, hotfix         | Linux   | Orlando Patch 2 Hotfix 1 | by hand         |
        | start, family before  | Windows | New York Patch 9         | at its start    |
        | pin, newer patch      | Windows | Orlando Patch 4          | by its pin      |
        | pin, older patch      | Linux   | Orlando Patch 1          | by its pin      |
        | override, next family | Windows | Paris Patch 1            | by the override |

@mid
Feature: The automatic upgrade
  A MID Server that was installed and left alone keeps up with its instance. What counts is that the assigned version is a
  different one. Builds do not come in the order of their patches, so that neither a date nor a patch number can tell newer
  from older.
  Documentation: MID Server upgrades, "Upgrade methods" and "MID Server pre-upgrade check".

  @AUTO-DEFAULT
  Rule: A MID Server without any configuration upgrades by itself

    Scenario: Another version is assigned
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @AUTO-DIFFERENT
  Rule: A MID Server takes any version that is different from its own, and no other

    Scenario Outline: A different version is assigned
      Given the MID Server "berlin" runs <installed>
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run <installed>, then <assigned>

      Examples: Patches of one family
        | case                       | installed                | assigned                  |
        | newer patch                | Orlando Patch 1          | Orlando Patch 2           |
        | older patch                | Orlando Patch 2          | Orlando Patch 1           |
        | hotfix of the same patch   | Orlando Patch 1          | Orlando Patch 1 Hotfix 1  |
        | another hotfix             | Orlando Patch 1 Hotfix 1 | Orlando Patch 1 Hotfix 2  |
        | letter of the hotfix       | London Patch 8 Hotfix 3  | London Patch 8 Hotfix 3b  |
        | later patch, built earlier | Orlando Patch 1 Hotfix 2 | Orlando Patch 2           |
        | earlier patch, built later | Orlando Patch 10         | Orlando Patch 9a Hotfix 1 |
        | two digits after one       | Orlando Patch 9          | Orlando Patch 10          |

      Examples: Two builds of one patch
        | case                       | installed                         | assigned                                                        |
        | the second after the first | San Diego Patch 10 (first build)  | San Diego Patch 10 (second build)                               |
        | the first after the second | San Diego Patch 10 (second build) | San Diego Patch 10 (first build)                                |
        | another time of the day    | Orlando Patch 2                   | the build orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1830 |

      Examples: Release families
        | case              | installed       | assigned         |
        | the next family   | Orlando Patch 1 | Paris Patch 1    |
        | the family before | Orlando Patch 1 | New York Patch 9 |

    Scenario: The instance names an older version for a while, as a node of it does that was left behind
      Given the MID Server "berlin" runs Orlando Patch 2
      And Orlando Patch 2 is assigned
      When the instance answers questions for the version with Orlando Patch 1
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 1
      When the instance works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 1, then Orlando Patch 2

    Scenario: The same version is assigned
      Given the MID Server "berlin" runs Orlando Patch 1
      When 1 hour passes
      Then "berlin" has asked for its version
      And "berlin" has asked for no permit and no package
      And the instance has seen "berlin" as Up
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

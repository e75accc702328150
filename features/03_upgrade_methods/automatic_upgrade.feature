@mid
Feature: The automatic upgrade
  A MID Server that was installed and left alone keeps up with its instance. What counts is that the assigned version is a
  different one. Builds do not come in the order of their patches, so that neither a date nor a patch number can tell newer
  from older.
  Documentation: MID Server upgrades, "Upgrade methods" and "MID Server pre-upgrade check".

  @AUTO-DEFAULT
  Rule: A MID Server without any configuration upgrades by itself

    Scenario: An upgrade needs no configuration
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: No other occasion for an automatic upgrade needs a configuration
      Given the MID Server "berlin" runs Orlando Patch 2
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>

      Examples:
        | case                      | assigned                 | way                           |
        | command, older patch      | Orlando Patch 1          | by command                    |
        | start, hotfix             | Orlando Patch 2 Hotfix 1 | at its start                  |
        | override, family before   | New York Patch 9         | by the override               |
        | instance, the next family | Paris Patch 1            | by an upgrade of the instance |

    Scenario: A MID Server upgrades by itself again and again
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And "berlin" is asked to upgrade to Orlando Patch 1 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 1

    Scenario: Two MID Servers, of which one is named like the beginning of the other, both upgrade by themselves
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" and "berlina" have run Orlando Patch 1, then Orlando Patch 2

  @AUTO-DIFFERENT
  Rule: A MID Server takes any version that is different from its own, and no other

    Scenario Outline: A different version is a reason to upgrade, newer or older
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has run <installed>, then <assigned>

      Examples: Patches of one family
        | case                       | installed                | assigned                  |
        | newer patch                | Orlando Patch 1          | Orlando Patch 2           |
        | older patch                | Orlando Patch 2          | Orlando Patch 1           |
        | hotfix of the same patch   | Orlando Patch 1          | Orlando Patch 1 Hotfix 1  |
        | back to the patch itself   | Orlando Patch 1 Hotfix 2 | Orlando Patch 1           |
        | another hotfix             | Orlando Patch 1 Hotfix 1 | Orlando Patch 1 Hotfix 2  |
        | letter of the hotfix       | London Patch 8 Hotfix 3  | London Patch 8 Hotfix 3b  |
        | later patch, built earlier | Orlando Patch 1 Hotfix 2 | Orlando Patch 2           |
        | earlier patch, built later | Orlando Patch 10         | Orlando Patch 9a Hotfix 1 |
        | two digits after one       | Orlando Patch 9          | Orlando Patch 10          |
        | a number that begins alike | Orlando Patch 10         | Orlando Patch 1           |

      Examples: Two builds that differ in one thing
        | case                       | installed                         | assigned                                                                |
        | the second after the first | San Diego Patch 10 (first build)  | San Diego Patch 10 (second build)                                       |
        | the first after the second | San Diego Patch 10 (second build) | San Diego Patch 10 (first build)                                        |
        | another time of the day    | Orlando Patch 2                   | the build orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1830         |
        | nothing but the hotfix     | Orlando Patch 1 Hotfix 2          | the build orlando-12-11-2019__patch1-hotfix3-04-07-2020_04-14-2020_1509 |
        | nothing but its letter     | London Patch 8 Hotfix 3           | the build london-06-27-2018__patch8-hotfix3a-06-21-2019_06-28-2019_1200 |

      Examples: Release families
        | case                      | installed         | assigned         |
        | the next family           | Orlando Patch 1   | Paris Patch 1    |
        | the family before         | Orlando Patch 1   | New York Patch 9 |
        | two families on           | New York Patch 9  | Paris Patch 1    |
        | the same patch, elsewhere | New York Patch 10 | Orlando Patch 10 |

    Scenario Outline: An older version is a reason to upgrade on every occasion
      Given the MID Server "berlin" runs Orlando Patch 2
      When "berlin" is asked to upgrade to <older> <way>
      Then "berlin" has run Orlando Patch 2, then <older>

      Examples:
        | case     | older                    | way             |
        | command  | Orlando Patch 1 Hotfix 2 | by command      |
        | click    | Orlando Patch 1          | by hand         |
        | start    | New York Patch 9         | at its start    |
        | pin      | Orlando Patch 1          | by its pin      |
        | override | Orlando Patch 1 Hotfix 1 | by the override |

    Scenario: A node of the instance that was left behind names an older version, and then the newer one comes back
      Given the MID Server "berlin" runs Orlando Patch 2
      And the instance answers questions for the version with Orlando Patch 1
      When the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario Outline: Another version is tried where the upgrade to the one before has failed
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to <first> at the hour
      When <second> is assigned
      Then "berlin" upgrades to <second> once all is well

      Examples:
        | case          | first           | second                   |
        | a newer one   | Orlando Patch 2 | Orlando Patch 3          |
        | an older one  | Orlando Patch 3 | Orlando Patch 2          |
        | one beside it | Orlando Patch 2 | Orlando Patch 1 Hotfix 1 |

    Scenario Outline: The same version is no reason to upgrade
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <installed> <way>
      Then "berlin" has asked for no permit and no package
      And "berlin" has never been Upgrading
      And "berlin" still follows the instance

      Examples:
        | case    | installed                         | way          |
        | hour    | Orlando Patch 1                   | at the hour  |
        | command | Orlando Patch 1 Hotfix 2          | by command   |
        | start   | San Diego Patch 10 (second build) | at its start |

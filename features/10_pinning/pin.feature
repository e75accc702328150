@mid
Feature: The parameter mid.pinned.version
  One MID Server can be kept on a version of its own. The pin stands in its config.xml and no instance can change it. It has
  the form <version>-mm-dd-yyyy: a build stamp without date and time of the build.
  Documentation: MID Server upgrades, "Version control configuration parameter".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 1

  @VER-PINNED
  Rule: A pinned MID Server goes to its pin, and stays there

    Scenario Outline: A pinned MID Server goes its way, and its neighbour follows the instance
      Given Orlando Patch 3 is assigned
      And the parameter mid.pinned.version of "<pinned>" is "<pin>"
      When 3 hours pass
      Then "<pinned>" has run Orlando Patch 1, then <version>
      And "<other>" has run Orlando Patch 1, then Orlando Patch 3

      Examples:
        | case                    | pinned  | other   | pin                                   | version         |
        | newer, the shorter name | berlin  | berlina | orlando-12-11-2019__patch4-05-20-2020 | Orlando Patch 4 |
        | older, the longer name  | berlina | berlin  | orlando-12-11-2019__patch2-03-18-2020 | Orlando Patch 2 |

    Scenario Outline: A MID Server that has reached its pin stays there for days
      Given "berlin" is asked to upgrade to <pin> by its pin
      And <assigned> is assigned
      When 3 days pass
      Then "berlin" has run Orlando Patch 1, then <pin>
      And "berlina" has run Orlando Patch 1, then <assigned>

      Examples:
        | case              | pin                      | assigned        |
        | newer             | Orlando Patch 4          | Orlando Patch 2 |
        | older             | Orlando Patch 0 Hotfix 1 | Orlando Patch 2 |
        | a hotfix          | Orlando Patch 1 Hotfix 1 | Orlando Patch 2 |
        | the family before | New York Patch 9         | Orlando Patch 2 |
        | the next family   | Paris Patch 1            | Orlando Patch 2 |

    Scenario: A pinned MID Server that waits for a permit goes to its pin, whatever is assigned meanwhile
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      When Orlando Patch 3 is assigned
      And "lisbon" gives its permit back
      And there is time for an upgrade
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

    Scenario: An upgrade of the instance asks a pinned MID Server in vain
      Given the parameter mid.pinned.version of "berlin" is Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has asked for no permit and no package
      And "berlina" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: Neither a click nor a command, a start or an override moves a pinned MID Server
      Given the parameter mid.pinned.version of "berlin" is Orlando Patch 1
      When "berlin" is asked to upgrade to <version> <way>
      And the next check is over
      Then "berlin" has run Orlando Patch 1
      And "berlina" has run Orlando Patch 1, then <version>

      Examples:
        | case             | version                  | way             |
        | click            | Orlando Patch 2          | by hand         |
        | command, older   | Orlando Patch 0 Hotfix 1 | by command      |
        | start, a family  | Paris Patch 1            | at its start    |
        | override, hotfix | Orlando Patch 1 Hotfix 1 | by the override |

  @VER-PINNED-STAMP
  Rule: A whole build stamp is a pin as well

    Scenario Outline: A pin that names date and time of a build leads to that build
      Given the parameter mid.pinned.version of "berlin" is "<pin>"
      When the next check is over
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case                            | pin                                                           | version                           |
        | the second of two builds        | sandiego-12-22-2021__patch10-01-12-2023_01-26-2023_1707       | San Diego Patch 10 (second build) |
        | the first of two builds         | sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901       | San Diego Patch 10 (first build)  |
        | the one build of an older patch | orlando-12-11-2019__patch0-hotfix1-01-08-2020_01-12-2020_1944 | Orlando Patch 0 Hotfix 1          |

  @VER-PINNED-EDGE
  Rule: A pin that names no build, or more than one, is no valid build stamp

    Scenario Outline: A pin that cannot be followed is recorded, and corrected later
      Given Orlando Patch 2 is assigned
      When the parameter mid.pinned.version of "berlin" is "<pin>"
      And the next check is over
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

      Examples:
        | case              | pin                                     |
        | a word            | latest                                  |
        | no build          | orlando-12-11-2019__patch99-04-29-2021  |
        | one of two builds | sandiego-12-22-2021__patch10-01-12-2023 |

    Scenario: A pin that can be followed is not recorded as wrong
      When "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      Then the message "Not a valid package buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 4

  @VER-PINNED-SURVIVES
  Rule: An upgrade of the instance, which clears the override, leaves the pin alone

    Scenario: An upgrade of the instance ends the override of one MID Server, and not the pin of the other
      Given the property mid.version.override is Orlando Patch 3
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And the next check is over
      When the instance is upgraded to Orlando Patch 2
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4
      And "berlina" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2

    Scenario: A pin survives a second upgrade of the instance, and a new start after it
      Given "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      And the instance is upgraded to Orlando Patch 2
      And the instance is upgraded to Paris Patch 1
      When "berlin" is stopped
      And "berlin" is started
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

  @VER-PINNED-OWN-UPGRADE
  Rule: Moving to the pinned build leaves the pin in place

    Scenario Outline: The pin is still there after the upgrade to it and a new start
      Given Orlando Patch 2 is assigned
      And "berlin" is asked to upgrade to <pin> by its pin
      When "berlin" is stopped
      And "berlin" is started
      And the next check is over
      Then the parameter mid.pinned.version of "berlin" is <pin>
      And "berlin" has run Orlando Patch 1, then <pin>

      Examples:
        | case              | pin                      |
        | a patch           | Orlando Patch 4          |
        | a hotfix          | Orlando Patch 1 Hotfix 1 |
        | an older patch    | Orlando Patch 0 Hotfix 1 |
        | the next family   | Paris Patch 1            |
        | the family before | New York Patch 9         |

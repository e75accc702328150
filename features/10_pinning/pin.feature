@mid
Feature: The parameter mid.pinned.version
  One MID Server can be kept on a version of its own. The pin stands in its config.xml, which it reads when it starts, and no
  instance can change it. It has the form <version>-mm-dd-yyyy: a build stamp without date and time of the build.
  Documentation: MID Server upgrades, "Version control configuration parameter".

  Background:
    Given the MID Servers "berlin" and "munich" run Orlando Patch 1

  @VER-PINNED
  Rule: A pinned MID Server goes to its pin, and stays there

    Scenario: Its neighbour follows the instance
      Given Orlando Patch 2 is assigned
      And the parameter mid.pinned.version of "berlin" is "orlando-12-11-2019__patch4-05-20-2020"
      When 3 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4
      And "munich" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: The instance is upgraded
      Given the parameter mid.pinned.version of "berlin" is Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And 30 minutes pass
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has asked for no permit and no package
      And "munich" has run Orlando Patch 1, then Orlando Patch 2

  @VER-PINNED-STAMP
  Rule: A whole build stamp is a pin as well

    Scenario: The pin names date and time of the build
      Given the parameter mid.pinned.version of "berlin" is "sandiego-12-22-2021__patch10-01-12-2023_01-26-2023_1707"
      When 3 hours pass
      Then "berlin" has run Orlando Patch 1, then San Diego Patch 10 (second build)

  @VER-PINNED-EDGE
  Rule: A pin that names no build, or more than one, is no valid build stamp

    Scenario Outline: The pin is corrected
      Given Orlando Patch 2 is assigned
      When the parameter mid.pinned.version of "berlin" is "<pin>"
      And 1 hour and 30 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

      Examples:
        | case              | pin                                     |
        | a word            | latest                                  |
        | no build          | orlando-12-11-2019__patch99-04-29-2021  |
        | one of two builds | sandiego-12-22-2021__patch10-01-12-2023 |

    Scenario: A good pin
      Given Orlando Patch 2 is assigned
      When the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 1 hour and 30 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 4

  @VER-PINNED-SURVIVES
  Rule: An upgrade of the instance, which clears the override, leaves the pin alone

    Scenario: A pinned MID Server beside one that follows the override
      Given the property mid.version.override is Orlando Patch 3
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      When 1 hour and 30 minutes pass
      Then "munich" has run Orlando Patch 1, then Orlando Patch 3
      When the instance is upgraded to Orlando Patch 2
      And 2 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4
      And "munich" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2

  @VER-PINNED-OWN-UPGRADE
  Rule: Moving to the pinned build leaves the pin in place

    Scenario: Upgraded, and started again
      Given Orlando Patch 2 is assigned
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      When 1 hour and 30 minutes pass
      And "berlin" is stopped
      And "berlin" is started
      And 2 hours pass
      Then the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And "berlin" has run Orlando Patch 1, then Orlando Patch 4

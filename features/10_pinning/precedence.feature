@mid
Feature: Which version counts
  An administrator can name the version of one MID Server, or of all of them, and the instance has one of its own. The pin
  stands in config.xml, which a MID Server reads when it starts: whoever changes it there restarts it.
  Documentation: MID Server upgrades, "Version control properties" and "Version control configuration parameter".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-PRECEDENCE
  Rule: mid.pinned.version beats mid.version.override, which beats mid.buildstamp

    Scenario Outline: The pin counts before the override, and that before the build stamp, in every order of age
      Given <stamp> is assigned
      And the property mid.version.override is <override>
      And the parameter mid.pinned.version of "berlin" is <pin>
      When 3 hours pass
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case                            | pin                      | override         | stamp           | version                  |
        | the stamp alone                 | not set                  | not set          | Orlando Patch 2 | Orlando Patch 2          |
        | override newer                  | not set                  | Orlando Patch 3  | Orlando Patch 2 | Orlando Patch 3          |
        | override older                  | not set                  | Orlando Patch 2  | Orlando Patch 3 | Orlando Patch 2          |
        | override of a family back       | not set                  | New York Patch 9 | Orlando Patch 3 | New York Patch 9         |
        | override, stamp of a new family | not set                  | Orlando Patch 3  | Paris Patch 1   | Orlando Patch 3          |
        | pin newer                       | Orlando Patch 4          | not set          | Orlando Patch 2 | Orlando Patch 4          |
        | pin older                       | Orlando Patch 2          | not set          | Orlando Patch 4 | Orlando Patch 2          |
        | pin newest of three             | Orlando Patch 4          | Orlando Patch 3  | Orlando Patch 2 | Orlando Patch 4          |
        | pin oldest of three             | Orlando Patch 2          | Orlando Patch 3  | Orlando Patch 4 | Orlando Patch 2          |
        | pin between the two             | Orlando Patch 3          | Orlando Patch 4  | Orlando Patch 2 | Orlando Patch 3          |
        | override of a new family        | Orlando Patch 3          | Paris Patch 1    | Orlando Patch 2 | Orlando Patch 3          |
        | pin a hotfix                    | Orlando Patch 1 Hotfix 1 | Orlando Patch 3  | Orlando Patch 2 | Orlando Patch 1 Hotfix 1 |
        | pin of a new family             | Paris Patch 1            | Orlando Patch 3  | Orlando Patch 2 | Paris Patch 1            |

    Scenario Outline: A MID Server follows the override once its pin is removed
      Given Orlando Patch 2 is assigned
      And the property mid.version.override is <override>
      And "berlin" is asked to upgrade to <pin> by its pin
      When the parameter mid.pinned.version of "berlin" is not set
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <pin>, then <override>

      Examples:
        | case              | pin             | override        |
        | the pin was newer | Orlando Patch 4 | Orlando Patch 3 |
        | the pin was older | Orlando Patch 3 | Orlando Patch 4 |
        | of another family | Paris Patch 1   | Orlando Patch 3 |

    Scenario Outline: A MID Server follows the build stamp once the override is emptied
      Given "berlin" is asked to upgrade to <override> by the override
      And <stamp> is assigned
      When the property mid.version.override is empty
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <override>, then <stamp>

      Examples:
        | case                   | override         | stamp           |
        | the override was newer | Orlando Patch 3  | Orlando Patch 2 |
        | the override was older | Orlando Patch 2  | Orlando Patch 3 |
        | of another family      | New York Patch 9 | Orlando Patch 2 |

    Scenario: A good pin counts although mid.buildstamp is no build stamp
      Given the property mid.buildstamp is "latest"
      When "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

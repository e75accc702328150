Feature: The property mid.version.override
  An administrator can name one version for all MID Servers. It holds until it is emptied or the instance is upgraded. The
  instance's own version is Orlando Patch 1 to begin with, as is mid.buildstamp.
  Documentation: MID Server upgrades, "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-OVERRIDE
  Rule: While the override is set it is the version of all MID Servers, and mid.buildstamp is ignored

    @mid
    Scenario Outline: Four MID Servers go where the override says
      Given the MID Servers "berlina", "munich" and "vienna" run Orlando Patch 1
      And <stamp> is assigned
      When the property mid.version.override is <override>
      And the next check is over
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <override>
      And "berlina" has run Orlando Patch 1, then <override>
      And "munich" has run Orlando Patch 1, then <override>
      And "vienna" has run Orlando Patch 1, then <override>

      Examples:
        | case            | stamp           | override         |
        | the newer one   | Orlando Patch 2 | Orlando Patch 3  |
        | the older one   | Orlando Patch 3 | Orlando Patch 2  |
        | an older family | Orlando Patch 3 | New York Patch 9 |

    @mid
    Scenario Outline: A second override moves a MID Server again
      Given Orlando Patch 2 is assigned
      And "berlin" is asked to upgrade to <first> by the override
      When "berlin" is asked to upgrade to <second> by the override
      Then "berlin" has run Orlando Patch 1, then <first>, then <second>

      Examples:
        | case            | first                    | second                   |
        | newer           | Orlando Patch 3          | Orlando Patch 4          |
        | older           | Orlando Patch 4          | Orlando Patch 3          |
        | a hotfix        | Orlando Patch 0 Hotfix 1 | Orlando Patch 1 Hotfix 1 |
        | an older family | Orlando Patch 3          | New York Patch 9         |

    @mid
    Scenario: A MID Server that was Down while the override was emptied starts to the build stamp
      Given "berlin" is asked to upgrade to Orlando Patch 3 by the override
      And "berlin" is stopped
      And the property mid.version.override is empty
      When "berlin" is asked to upgrade to Orlando Patch 4 at its start
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 4

    @mid
    Scenario Outline: A command or a start leads to the override, not to the build stamp
      Given the property mid.version.override is <override>
      When "berlin" is asked to upgrade to <stamp> <way>
      Then "berlin" has run Orlando Patch 1, then <override>

      Examples:
        | case    | override        | stamp           | way          |
        | command | Orlando Patch 3 | Orlando Patch 2 | by command   |
        | start   | Orlando Patch 2 | Orlando Patch 3 | at its start |

    @instance
    Scenario Outline: The instance hands out the override, whichever is newer
      Given <stamp> is assigned
      When the property mid.version.override is <override>
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <override>

      Examples:
        | case            | stamp           | override         |
        | newer           | Orlando Patch 2 | Orlando Patch 3  |
        | older           | Orlando Patch 3 | Orlando Patch 2  |
        | an older family | Orlando Patch 3 | New York Patch 9 |
        | a newer family  | Orlando Patch 3 | Paris Patch 1    |

  @VER-OVERRIDE-NO-AUTO
  Rule: While the override is set, nothing that happens to mid.buildstamp moves a MID Server

    @mid
    Scenario Outline: A MID Server stays on the override for a day
      Given "berlin" is asked to upgrade to <override> by the override
      And <stamp> is assigned
      When 24 hours pass
      Then "berlin" has run Orlando Patch 1, then <override>
      And "berlin" has checked every hour, however long its attempts took
      When the property mid.version.override is empty
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <override>, then <stamp>

      Examples:
        | case           | override        | stamp           |
        | stamp is older | Orlando Patch 3 | Orlando Patch 2 |
        | stamp is newer | Orlando Patch 2 | Orlando Patch 3 |
        | a newer family | Orlando Patch 3 | Paris Patch 1   |

    @mid
    Scenario: A command finds a MID Server that has reached its override in place
      Given "berlin" is asked to upgrade to Orlando Patch 3 by the override
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And every command "autoUpgrade" of "berlin" is processed

    @instance
    Scenario Outline: The instance hands out the override for days
      Given the property mid.version.override is <override>
      And 1 hour passes
      And <stamp> is assigned
      When 3 days pass
      Then InstanceInfo answers "berlin" with <override>
      When the property mid.version.override is empty
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <stamp>

      Examples:
        | case           | override        | stamp           |
        | stamp is older | Orlando Patch 3 | Orlando Patch 2 |
        | stamp is newer | Orlando Patch 2 | Paris Patch 1   |

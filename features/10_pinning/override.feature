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
      And the property mid.version.override is <override>
      When 3 hours pass
      Then "berlin", "berlina", "munich" and "vienna" have run Orlando Patch 1, then <override>

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
    Scenario: An override that was deleted and is added again moves a MID Server that has done nothing in between
      Given Orlando Patch 2 is assigned
      And "berlin" is asked to upgrade to Orlando Patch 2 by the override
      And the property mid.version.override is not set
      And the next check is over
      When "berlin" is asked to upgrade to Orlando Patch 3 by the override
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3

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
        | case             | stamp                             | override                          |
        | newer            | Orlando Patch 2                   | Orlando Patch 3                   |
        | older            | Orlando Patch 3                   | Orlando Patch 2                   |
        | an older family  | Orlando Patch 3                   | New York Patch 9                  |
        | a newer family   | Orlando Patch 3                   | Paris Patch 1                     |
        | the second build | San Diego Patch 10 (first build)  | San Diego Patch 10 (second build) |
        | the first build  | San Diego Patch 10 (second build) | San Diego Patch 10 (first build)  |

    @instance
    Scenario Outline: The instance hands out an override that is no build stamp as it stands
      Given the property mid.version.override is <override>
      And <stamp> is assigned
      When 1 hour passes
      Then InstanceInfo answers "berlin" with <override>

      Examples:
        | case                 | stamp           | override             |
        | a word               | Orlando Patch 2 | "latest"             |
        | half a stamp         | Orlando Patch 1 | "orlando-12-11-2019" |
        | a name, and no stamp | Paris Patch 1   | "Orlando Patch 3"    |

    @instance
    Scenario Outline: The instance hands out the override to each of four MID Servers
      Given the MID Servers "berlina" and "munich" run Orlando Patch 1
      And the MID Server "vienna" runs Orlando Patch 2
      When the property mid.version.override is <override>
      And 1 hour passes
      Then InstanceInfo answers "berlin", "berlina", "munich" and "vienna" with <override>

      Examples:
        | case            | override         |
        | newer           | Orlando Patch 3  |
        | an older family | New York Patch 9 |

    @instance
    Scenario Outline: The instance hands out the second override once there is one
      When the property mid.version.override is <first>
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <first>
      When the property mid.version.override is <second>
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <second>

      Examples:
        | case     | first           | second           |
        | newer    | Orlando Patch 3 | Orlando Patch 4  |
        | older    | Orlando Patch 4 | Orlando Patch 3  |
        | a family | Orlando Patch 3 | New York Patch 9 |

    @instance
    Scenario Outline: The instance hands out an override that is set after it was upgraded or restarted
      When <event>
      And the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3

      Examples:
        | case      | event                                       |
        | upgraded  | the instance is upgraded to Orlando Patch 2 |
        | restarted | the instance is restarted                   |

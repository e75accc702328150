Feature: The property mid.buildstamp
  The instance's own version, here Orlando Patch 1 to begin with, is the version of its MID Servers, unless somebody says
  otherwise: whoever changes nothing gets what fits.
  Documentation: MID Server upgrades, "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-FORMAT @mid
  Rule: A build stamp has release and patch in front, or it is the bare date and time of the documentation

    Scenario Outline: Stamps of many families are followed
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has run Orlando Patch 1, then <assigned>

      Examples:
        | case                         | assigned                          |
        | London, two letters          | London Patch 8 Hotfix 4b          |
        | Madrid, letter of the patch  | Madrid Patch 4b Hotfix 2          |
        | New York                     | New York Patch 12 Hotfix 1        |
        | Orlando                      | Orlando Patch 10 Hotfix 2         |
        | Paris                        | Paris Patch 10b Hotfix 1          |
        | Quebec, letter of the hotfix | Quebec Patch 7 Hotfix 3a          |
        | Rome, the first release      | Rome Patch 0                      |
        | San Diego, one of two builds | San Diego Patch 10 (second build) |
        | Tokyo                        | Tokyo Patch 8                     |
        | the bare form                | the build 03-31-2020-1417         |

  @VER-DEFAULT-SOURCE
  Rule: Without an override it is mid.buildstamp that names the version

    @mid
    Scenario: An empty override is none
      Given the property mid.version.override is empty
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    @mid
    Scenario Outline: A MID Server goes back to mid.buildstamp once the override is removed
      Given "berlin" is asked to upgrade to <override> by the override
      And <stamp> is assigned
      When the property mid.version.override is not set
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <override>, then <stamp>

      Examples:
        | case  | override        | stamp           |
        | older | Orlando Patch 3 | Orlando Patch 2 |
        | newer | Orlando Patch 2 | Paris Patch 1   |

    @instance
    Scenario Outline: The instance hands out mid.buildstamp where there is no override
      Given the property mid.version.override is <override>
      And <stamp> is assigned
      When 1 hour passes
      Then InstanceInfo answers "berlin" with <stamp>

      Examples:
        | case                   | override | stamp                             |
        | empty override         | empty    | Orlando Patch 2                   |
        | no override            | not set  | Orlando Patch 2                   |
        | an older family        | empty    | New York Patch 9                  |
        | a hotfix of the family | not set  | Orlando Patch 1 Hotfix 1          |
        | one of two builds      | empty    | San Diego Patch 10 (second build) |

    @instance
    Scenario: The instance hands out what is no build stamp as it stands
      Given the property mid.version.override is not set
      When the property mid.buildstamp is "latest"
      And 1 hour passes
      Then InstanceInfo answers "berlin" with "latest"

    @instance
    Scenario Outline: The instance hands out mid.buildstamp once an override that it has handed out has ended
      Given <stamp> is assigned
      When the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3
      When the property mid.version.override is <override>
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <stamp>

      Examples:
        | case    | stamp           | override |
        | removed | Orlando Patch 2 | not set  |
        | emptied | Paris Patch 1   | empty    |

    @instance
    Scenario Outline: The instance hands out mid.buildstamp once an override that it was restarted with has ended
      Given the property mid.version.override is Orlando Patch 3
      And the instance is restarted
      And <stamp> is assigned
      When the property mid.version.override is <override>
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <stamp>

      Examples:
        | case    | stamp           | override |
        | removed | Orlando Patch 2 | not set  |
        | emptied | Orlando Patch 2 | empty    |

  @VER-BUILDSTAMP-RESET @instance
  Rule: mid.buildstamp returns to the instance's own version when the instance is restarted or upgraded

    Scenario Outline: What a user has written to mid.buildstamp is lost
      Given the property mid.buildstamp is <written>
      And 1 hour passes
      When <event>
      Then the property mid.buildstamp is <own>
      And InstanceInfo answers "berlin" with <own>

      Examples:
        | case                  | written                  | event                                        | own              |
        | newer, restart        | Orlando Patch 3          | the instance is restarted                    | Orlando Patch 1  |
        | newer, upgrade        | Orlando Patch 3          | the instance is upgraded to Orlando Patch 2  | Orlando Patch 2  |
        | another family        | Paris Patch 1            | the instance is restarted                    | Orlando Patch 1  |
        | older, restart        | Orlando Patch 0 Hotfix 1 | the instance is restarted                    | Orlando Patch 1  |
        | hotfix, a family back | Orlando Patch 1 Hotfix 1 | the instance is upgraded to New York Patch 9 | New York Patch 9 |
        | emptied               | empty                    | the instance is restarted                    | Orlando Patch 1  |
        | removed               | not set                  | the instance is restarted                    | Orlando Patch 1  |
        | removed, upgrade      | not set                  | the instance is upgraded to Paris Patch 1    | Paris Patch 1    |

    Scenario: An override does not keep what a user has written to mid.buildstamp
      Given the property mid.version.override is Orlando Patch 3
      And Orlando Patch 2 is assigned
      When the instance is restarted
      Then the property mid.buildstamp is Orlando Patch 1

    Scenario: An instance that is restarted after its upgrade has its new version, and not the first
      Given the instance is upgraded to Orlando Patch 2
      And Orlando Patch 3 is assigned
      When the instance is restarted
      Then the property mid.buildstamp is Orlando Patch 2
      And InstanceInfo answers "berlin" with Orlando Patch 2

    Scenario: An instance that is restarted after two upgrades has the version of the second
      Given the instance is upgraded to Orlando Patch 2
      And the instance is upgraded to Orlando Patch 3
      And Orlando Patch 4 is assigned
      When the instance is restarted
      Then InstanceInfo answers "berlin" with Orlando Patch 3

    Scenario Outline: Another build of the instance's own patch is lost as well
      Given the instance is upgraded to <own>
      And the property mid.buildstamp is <written>
      When the instance is restarted
      Then the property mid.buildstamp is <own>
      And InstanceInfo answers "berlin" with <own>

      Examples:
        | case        | own                               | written                           |
        | newer build | San Diego Patch 10 (first build)  | San Diego Patch 10 (second build) |
        | older build | San Diego Patch 10 (second build) | San Diego Patch 10 (first build)  |

    Scenario: What a user writes a second time is lost at the second restart
      Given Orlando Patch 3 is assigned
      And the instance is restarted
      And Orlando Patch 4 is assigned
      When the instance is restarted
      Then the property mid.buildstamp is Orlando Patch 1

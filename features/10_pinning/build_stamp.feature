Feature: The property mid.buildstamp
  The instance's own version, here Orlando Patch 1 to begin with, is the version of its MID Servers, unless somebody says
  otherwise: whoever changes nothing gets what fits.
  Documentation: MID Server upgrades, "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-FORMAT @mid
  Rule: A build stamp has release and patch in front, or it is the bare date and time of the documentation

    Scenario Outline: Stamps of many families
      Given <assigned> is assigned
      When 1 hour and 30 minutes pass
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
    Scenario: The override is there, but empty
      Given the property mid.version.override is empty
      And the property mid.buildstamp is Orlando Patch 2
      When 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    @mid
    Scenario: The override is removed again
      Given the property mid.version.override is Orlando Patch 3
      And the property mid.buildstamp is Orlando Patch 2
      When 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 3
      When the property mid.version.override is not set
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2

    @instance
    Scenario: The instance answers with mid.buildstamp
      Given the property mid.version.override is empty
      And the property mid.buildstamp is Orlando Patch 2
      When 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 2
      When the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3
      When the property mid.version.override is not set
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 2

  @VER-BUILDSTAMP-RESET @instance
  Rule: mid.buildstamp returns to the instance's own version when the instance is restarted or upgraded

    Scenario Outline: A user has changed it
      Given the property mid.buildstamp is Orlando Patch 3
      When 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3
      When <event>
      Then the property mid.buildstamp is <own>
      And InstanceInfo answers "berlin" with <own>

      Examples:
        | case    | event                                       | own             |
        | restart | the instance is restarted                   | Orlando Patch 1 |
        | upgrade | the instance is upgraded to Orlando Patch 2 | Orlando Patch 2 |

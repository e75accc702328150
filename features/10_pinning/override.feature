Feature: The property mid.version.override
  An administrator can name one version for all MID Servers. It holds until it is emptied or the instance is upgraded. The
  instance's own version is Orlando Patch 1 to begin with, as is mid.buildstamp.
  Documentation: MID Server upgrades, "Version control properties".

  @VER-OVERRIDE
  Rule: While the override is set it is the version of all MID Servers, and mid.buildstamp is ignored

    @mid
    Scenario: Two MID Servers go where it says
      Given the MID Servers "berlin" and "munich" run Orlando Patch 1
      And the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is Orlando Patch 3
      When 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And "munich" has run Orlando Patch 1, then Orlando Patch 3
      When the property mid.version.override is Orlando Patch 4
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 4
      And "munich" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 4

    @mid
    Scenario: An older build of another family, and back
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is New York Patch 9
      When 1 hour and 30 minutes pass
      Then "berlin" runs New York Patch 9
      When the property mid.version.override is empty
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then New York Patch 9, then Orlando Patch 1

    @mid
    Scenario: It is emptied while a MID Server is Down
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      When 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 3
      When "berlin" is stopped
      And the property mid.version.override is empty
      And the property mid.buildstamp is Orlando Patch 4
      And "berlin" is started
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 4

    @instance
    Scenario: The instance answers with the override
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.buildstamp is Orlando Patch 2
      When the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3

  @VER-OVERRIDE-NO-AUTO
  Rule: While the override is set, nothing that happens to mid.buildstamp moves a MID Server

    @mid
    Scenario: A day on the override version
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      And "berlin" has been running for 1 hour and 30 minutes
      And the property mid.buildstamp is Orlando Patch 2
      When "berlin" has been running for 24 hours
      Then "berlin" has asked for its version 24 times, once an hour
      And "berlin" has run Orlando Patch 1, then Orlando Patch 3
      When the property mid.version.override is empty
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2

    @instance
    Scenario: The instance answers with the override for a day
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      When 1 hour passes
      And the property mid.buildstamp is Orlando Patch 2
      And 24 hours pass
      Then InstanceInfo answers "berlin" with Orlando Patch 3
      When the property mid.version.override is empty
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 2

  @VER-OVERRIDE-ABSENT @instance
  Rule: The property mid.version.override is not there until somebody adds it

    Scenario: A fresh instance
      Given the MID Server "berlin" runs Orlando Patch 1
      When 1 hour passes
      Then the property mid.version.override is not set
      When the property mid.version.override is Orlando Patch 3
      And 1 hour passes
      Then InstanceInfo answers "berlin" with Orlando Patch 3

  @VER-OVERRIDE-RESTART @instance
  Rule: The override survives a restart of the instance

    Scenario: The instance is restarted
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      When the instance is restarted
      Then the property mid.version.override is Orlando Patch 3
      And InstanceInfo answers "berlin" with Orlando Patch 3

    Scenario: A user has changed mid.buildstamp as well
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      And the property mid.buildstamp is Orlando Patch 2
      When the instance is restarted
      Then the property mid.buildstamp is Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      And InstanceInfo answers "berlin" with Orlando Patch 3

  @VER-OVERRIDE-CLEARED @instance
  Rule: An upgrade of the instance clears the override

    Scenario: The instance is upgraded
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      When the instance is upgraded to Orlando Patch 2
      Then the property mid.version.override is empty or gone
      And InstanceInfo answers "berlin" with Orlando Patch 2

    Scenario: A MID Server was Down meanwhile
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.version.override is Orlando Patch 3
      And "berlin" is stopped
      When the instance is upgraded to Orlando Patch 2
      And "berlin" is started
      Then InstanceInfo answers "berlin" with Orlando Patch 2

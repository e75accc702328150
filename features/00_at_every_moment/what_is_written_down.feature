Feature: What an instance writes down, at every moment
  Whoever looks for the cause of a trouble relies on what the instance has written down of it.
  Documentation: MID Server upgrades, "MID Server Upgrade History", "Data provided".

  @ISSUE-COUNT
  Rule: Each run that meets an issue again is counted

    @instance
    Scenario: Reports are counted
      Then at every moment the count of an open issue is the number of reports in a row that have met it

  @ISSUE-RESOLVED-AUTO
  Rule: An issue is resolved by a run that has not met it

    @instance
    Scenario: Runs and people resolve
      Then at every moment an issue is resolved where a run has not met it, and by nothing else but people

  @CLEAN-30-DAYS
  Rule: Issues are there for 30 days, and not for ever

    @instance
    Scenario: Issues stay for thirty days
      Then at every moment no issue is gone within 30 days of its last detection

    @instance
    Scenario: Issues are gone after sixty days
      Then at every moment an issue that nothing has detected for 60 days is gone

  @HIST-RECORD
  Rule: The history knows every upgrade of the instance

    @instance
    Scenario: Each upgrade leaves one record
      Then at every moment the history has one record for each upgrade of the instance, and no other

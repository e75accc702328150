Feature: Commands in the queue, at every moment
  A command waits for the MID Server that it is for, is taken once, and has one result.
  Documentation: MID Server upgrades, "The Upgrade state".

  @STATE-QUEUED
  Rule: A command waits until its MID Server may take it, and no longer

    @mid
    Scenario: Each takes its own commands
      Then at every moment no MID Server takes a command that is for another one

    @mid
    Scenario: Commands do not wait
      Then at every moment no command waits for more than ten minutes while its MID Server is Up and idle

    @instance
    Scenario: An upgrade command stays
      Then at every moment an autoUpgrade goes on waiting until one is taken or the queue is cleared

  @STATE-QUEUED-OUTPUT
  Rule: A command for a host has one result

    @mid
    Scenario: One result each
      Then at every moment no command for a host has two results

    @mid
    Scenario: Commands are answered
      Then at every moment a command for the host that was taken has its result four hours later

Feature: The status, at every moment
  While it is Upgrading a MID Server does nothing else, and it is Upgrading for that alone.
  Documentation: MID Server upgrades, "The Upgrade state", "Failed upgrades".

  @STATE-UPGRADING
  Rule: The status and the version that are told are those of the MID Server

    @mid
    Scenario: Files are replaced while Upgrading
      Then at every moment another build is put in place in the status Upgrading only, from Istanbul on

    @mid
    Scenario: A lost status is told again
      Then at every moment a status that did not reach the instance is told again with the next check that does

  @STATE-PRE-ISTANBUL
  Rule: Before Istanbul there is no status Upgrading

    @mid
    Scenario: No Upgrading before Istanbul
      Then at every moment no MID Server older than Istanbul is Upgrading

  @STATE-UP-AND-VALIDATED
  Rule: Only a MID Server that is Up and validated upgrades

    @mid
    Scenario: Only a MID Server that is Up and validated upgrades
      Then at every moment whoever replaces files was validated, and neither Paused nor Down, when it got its permit

  @STATE-QUIET
  Rule: While Upgrading a MID Server does no other work

    @mid
    Scenario: Quiet while Upgrading
      Then at every moment whoever is Upgrading begins with no command for its host, and sends no result

  @STATE-NO-RESUME-RESTART
  Rule: Nobody can resume or restart a MID Server that is Upgrading

    @mid
    Scenario: Neither resumed nor restarted
      Then at every moment no upgrade ends in the former version because of a resume or a restart

  @FAIL-PATCH
  Rule: An upgrade within the family that fails ends, and ends Up

    @mid
    Scenario: Upgrading ends
      Then at every moment no process is Upgrading for more than 24 hours after it got its permit

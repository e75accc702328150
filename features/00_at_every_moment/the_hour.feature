Feature: Checks, at every moment
  A MID Server asks once an hour, and when it comes up, and at no other time unless something calls it.
  Documentation: MID Server upgrades, "Upgrade methods", "The Down state".

  @AUTO-HOURLY
  Rule: A MID Server checks once an hour

    @mid
    Scenario: Asks by the hour only
      Then at every moment a check that nothing brings about comes whole hours after something that was done

    @mid
    Scenario: Asks every hour
      Then at every moment whoever is there, validated and not pinned goes no longer than an hour without a check

  @DOWN-START
  Rule: A MID Server that was Down checks when it is Up

    @mid
    Scenario: Asks at once when up
      Then at every moment whoever has started, is validated and has no pin asks for its version when it is Up

// OrderIntake

// HTTPDelivery

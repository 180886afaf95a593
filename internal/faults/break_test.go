package faults_test

import (
	"sync"
	"time"
)

// fault is a way to break a line: it gives the filter for one direction of one
// connection, nil when that direction is whole.
type fault func(d direction) *filter

// filter is what a fault does to one direction of one connection.
type filter struct {
	// resets ends the connection by a reset.
	resets bool
	// take tells how much of a piece arrives, and whether the connection ends behind it; nil takes all.
	take func(size int) (arrives int, ends bool)
	// delay holds a piece back; false when the connection has ended meanwhile. Nil holds nothing back.
	delay func(size int, ended <-chan struct{}) bool
}

// towards breaks one direction only.
func towards(broken direction, f func() *filter) fault {
	return func(d direction) *filter {
		if d != broken {
			return nil
		}
		return f()
	}
}

// resets ends every connection by a reset, as soon as it is made.
func resets() fault {
	return towards(down, func() *filter { return &filter{resets: true} })
}

// vanishes lets nothing of what goes in one direction arrive.
func vanishes(d direction) fault {
	return towards(d, func() *filter {
		return &filter{take: func(int) (int, bool) { return 0, false }}
	})
}

// cutShort ends each connection when so many bytes have arrived.
func cutShort(d direction, bytes int) fault {
	return towards(d, func() *filter {
		left := bytes
		return &filter{take: func(size int) (int, bool) {
			arrives := min(size, left)
			left -= arrives
			return arrives, left == 0
		}}
	})
}

// cutAfter lets so many messages of all connections together arrive, then half
// of the next, and ends that connection. After that it ends every connection at
// its first message or, with once, leaves all others alone. A message is what
// comes in one piece, as short questions and answers do.
func cutAfter(d direction, messages int, once bool) fault {
	var mutex sync.Mutex
	passed := 0
	take := func(size int) (int, bool) {
		mutex.Lock()
		defer mutex.Unlock()
		passed++
		switch {
		case passed == messages+1:
			return size / 2, true
		case passed > messages && !once:
			return 0, true
		}
		return size, false
	}
	return towards(d, func() *filter { return &filter{take: take} })
}

// slow holds each piece back for a while, and longer by its size: the rate is in bytes a second.
func slow(d direction, latency time.Duration, rate int) fault {
	return towards(d, func() *filter {
		return &filter{delay: func(size int, ended <-chan struct{}) bool {
			timer := time.NewTimer(latency + time.Second*time.Duration(size)/time.Duration(rate))
			defer timer.Stop()
			select {
			case <-timer.C:
				return true
			case <-ended:
				return false
			}
		}}
	})
}
